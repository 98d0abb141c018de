package org.vigil.retrieval.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.platform.retry.ExponentialBackoff;
import org.vigil.retrieval.index.CaseLibrary;
import org.vigil.retrieval.index.LibraryChanges;
import org.vigil.schemas.topic.Topics;

/**
 * Reads scores and verdicts, in no consumer group, from where the library is durable, and keeps the
 * library true to them. One thread of its own, which is the library's only writer.
 *
 * <p>After any failure it starts again from the last commit: applying a record twice is applying it
 * once. A dead letter may be written twice then; {@code vigil_dead_source} tells that it is the
 * same.
 */
public final class LibraryFeed implements AutoCloseable {
  /** What it reads. */
  public static final List<String> TOPICS =
      List.of(
          Topics.STUDIES_SCORED.name(),
          Topics.STUDIES_EMBEDDED.name(),
          Topics.STUDIES_VERDICTS.name(),
          Topics.STUDIES_ERASED.name(),
          Topics.MODELS_ACTIVE.name());

  private static final Logger LOG = Logger.getLogger(LibraryFeed.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final KafkaClients clients;
  private final CaseLibrary library;
  private final EventIntake intake;
  private final Duration commitInterval;
  private final Clock clock;
  private final RandomGenerator random;
  private final ExponentialBackoff backoff =
      new ExponentialBackoff(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicLong deadLetters = new AtomicLong();
  private volatile boolean caughtUp;
  private volatile Instant changedAt;
  private volatile String trouble = "";
  private volatile Supplier<Map<MetricName, ? extends Metric>> clientMetrics = Map::of;
  private Thread thread;

  public LibraryFeed(
      KafkaClients clients,
      CaseLibrary library,
      ActiveSpaces active,
      Duration commitInterval,
      Clock clock,
      RandomGenerator random) {
    this.clients = clients;
    this.library = library;
    this.intake = new EventIntake(active);
    this.commitInterval = commitInterval;
    this.clock = clock;
    this.random = random;
    this.changedAt = clock.instant();
  }

  public void start() {
    thread = Thread.ofPlatform().daemon().name("library-feed").start(this::run);
  }

  /** Whether everything that was written before the start has been applied. */
  public boolean isCaughtUp() {
    return caughtUp;
  }

  /** When the library last changed, or the start. */
  public Instant changedAt() {
    return changedAt;
  }

  /** Why nothing can be read now; empty while all is well. */
  public String trouble() {
    return trouble;
  }

  /** How many records were of no use since the start. */
  public long deadLetters() {
    return deadLetters.get();
  }

  /** The present consumer's own metrics. */
  public Map<MetricName, ? extends Metric> clientMetrics() {
    return clientMetrics.get();
  }

  private void run() {
    for (int tries = 1; stop.getCount() > 0; tries++) {
      try {
        follow();
      } catch (RuntimeException e) {
        trouble = e.getClass().getSimpleName();
        LOG.warnf(e, "reading again from the last commit");
        pause(tries);
      }
    }
  }

  private void follow() {
    try (Consumer<byte[], byte[]> consumer = clients.consumer();
        Producer<byte[], byte[]> producer = clients.producer()) {
      clientMetrics = () -> Collections.unmodifiableMap(consumer.metrics());
      StreamPositions positions = StreamPositions.assign(consumer, library.position());
      Map<TopicPartition, Long> ends = positions.ends(consumer);
      Map<String, Long> durable = positions.current(consumer);
      Instant committedAt = clock.instant();
      while (stop.getCount() > 0) {
        int dead = apply(consumer.poll(POLL), producer);
        trouble = "";
        caughtUp = caughtUp || StreamPositions.reached(consumer, ends);
        Map<String, Long> current = positions.current(consumer);
        boolean due = dead > 0 || !clock.instant().isBefore(committedAt.plus(commitInterval));
        if (due && !current.equals(durable)) {
          library.commit(current);
          durable = current;
          committedAt = clock.instant();
        }
      }
      library.commit(positions.current(consumer));
    }
  }

  private int apply(ConsumerRecords<byte[], byte[]> records, Producer<byte[], byte[]> producer) {
    LibraryChanges changes = library.change();
    List<ProducerRecord<byte[], byte[]>> dead = intake.take(records, changes);
    bury(dead, producer);
    if (!changes.isEmpty()) {
      changes.apply();
      changedAt = clock.instant();
    }
    return dead.size();
  }

  private void bury(List<ProducerRecord<byte[], byte[]>> dead, Producer<byte[], byte[]> producer) {
    List<? extends Future<?>> sent = dead.stream().map(producer::send).toList();
    try {
      for (Future<?> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new BrokerUnavailableException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailableException(e);
    }
    deadLetters.addAndGet(dead.size());
  }

  private void pause(int tries) {
    try {
      if (stop.await(backoff.delay(tries, random).toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("stopped while waiting");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  /** Ends after the present batch, with a commit. */
  @Override
  public void close() {
    stop.countDown();
    if (thread == null) {
      return;
    }
    try {
      thread.join(STOP_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
