package org.vigil.worklist.view;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.event.TopicPartitions;
import org.vigil.platform.retry.ExponentialBackoff;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.topology.InternalTopics;

/**
 * Reads the topics behind the views from their beginnings, in no group, for as long as the service
 * runs. Owns its thread.
 */
public final class ViewFollower implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ViewFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final String[] TOPICS = {
    InternalTopics.ENTRIES,
    InternalTopics.LEDGER,
    Topics.MODELS_BUNDLES.name(),
    Topics.TRAINING_PROGRESS.name()
  };

  private final KafkaSettings kafka;
  private final ViewReader reader;
  private final ExponentialBackoff backoff =
      new ExponentialBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);

  /** Where to go on after a failure, so that nobody sees an entry go back in time. */
  private final Map<TopicPartition, Long> next = new HashMap<>();

  private final Thread thread;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean caughtUp;
  private volatile Optional<KafkaConsumer<byte[], byte[]>> polling = Optional.empty();

  private ViewFollower(KafkaSettings kafka, ViewReader reader) {
    this.kafka = kafka;
    this.reader = reader;
    this.thread = Thread.ofPlatform().daemon().name("view-follower").unstarted(this::run);
  }

  /** Starts; the topics must be there. */
  public static ViewFollower start(KafkaSettings kafka, ViewReader reader) {
    ViewFollower follower = new ViewFollower(kafka, reader);
    follower.thread.start();
    return follower;
  }

  /** Whether everything has been read that was written before following began (again). */
  public boolean isCaughtUp() {
    return caughtUp;
  }

  private void run() {
    for (int tries = 1; !isStopping(); tries++) {
      try {
        follow();
      } catch (WakeupException e) {
        LOG.debug("following ends");
      } catch (RuntimeException e) {
        LOG.warn("following the worklist again", e);
        caughtUp = false;
        pause(tries);
      }
    }
  }

  private void follow() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      polling = Optional.of(consumer);
      List<TopicPartition> partitions = TopicPartitions.of(consumer, TOPICS);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      next.forEach(consumer::seek);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!isStopping()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          reader.apply(record);
          next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
        caughtUp = caughtUp || hasReached(consumer, ends);
      }
    } finally {
      polling = Optional.empty();
    }
  }

  private static boolean hasReached(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = kafka.clientProperties();
    properties.put("isolation.level", "read_committed");
    properties.put("auto.offset.reset", "earliest");
    properties.put("enable.auto.commit", false);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void pause(int tries) {
    try {
      Duration delay = backoff.delay(tries, new Random());
      stopping.await(delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stopping.countDown();
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** Ends following; the thread closes its consumer soon after. */
  @Override
  public void close() {
    stopping.countDown();
    polling.ifPresent(KafkaConsumer::wakeup);
  }
}
