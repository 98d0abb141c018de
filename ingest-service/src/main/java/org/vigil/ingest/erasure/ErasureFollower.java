package org.vigil.ingest.erasure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.platform.event.DeadLetters;
import org.vigil.platform.retry.ExponentialBackoff;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.codec.UnreadableEventException;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.event.StudyErased;
import org.vigil.schemas.topic.Topics;

/**
 * Follows the topic of erasures and has each carried out, one after the other; a position is
 * committed only after its erasure is done. After any failure it starts again from there. Owns its
 * thread.
 */
public final class ErasureFollower implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ErasureFollower.class);
  private static final String CONSUMER = "vigil-ingest-erasure";
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final ExponentialBackoff BACKOFF =
      new ExponentialBackoff(Duration.ofSeconds(1), Duration.ofMinutes(1), 0.2);

  private final EventCodec<StudyErased> codec = EventCodec.of(StudyErased.class);
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final StudyEraser eraser;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().daemon().name("erasures").unstarted(this::run);

  /**
   * @param consumers of the group {@code vigil-ingest-erasure}, without automatic commits
   * @param producers for dead letters
   */
  public ErasureFollower(
      Supplier<Consumer<byte[], byte[]>> consumers,
      Supplier<Producer<byte[], byte[]>> producers,
      StudyEraser eraser) {
    this.consumers = consumers;
    this.producers = producers;
    this.eraser = eraser;
  }

  public void start() {
    thread.start();
  }

  private void run() {
    for (int tries = 1; !isStopping(Duration.ZERO); tries++) {
      try {
        follow();
      } catch (RuntimeException e) {
        LOG.warn("erasures go on from the last one that was done", e);
        isStopping(BACKOFF.delay(tries, RandomGenerator.getDefault()));
      }
    }
  }

  private boolean isStopping(Duration within) {
    try {
      return stop.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void follow() {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      consumer.subscribe(List.of(Topics.STUDIES_ERASED.name()));
      while (!isStopping(Duration.ZERO)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          carryOut(record);
          consumer.commitSync(
              Map.of(
                  new TopicPartition(record.topic(), record.partition()),
                  new OffsetAndMetadata(record.offset() + 1)));
        }
      }
    }
  }

  private void carryOut(ConsumerRecord<byte[], byte[]> record) {
    StudyErased erasure;
    try {
      erasure = codec.decode(record.value() == null ? new byte[0] : record.value());
    } catch (UnreadableEventException e) {
      bury(record, e.getMessage());
      return;
    }
    if (erasure.getScope() == ErasureScope.ERASE) {
      eraser.erase(erasure);
    }
  }

  private void bury(ConsumerRecord<byte[], byte[]> record, String reason) {
    try (Producer<byte[], byte[]> producer = producers.get()) {
      producer.send(DeadLetters.of(record, CONSUMER, reason)).get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new BrokerUnavailableException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  /** Ends after the present erasure. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(STOP_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
