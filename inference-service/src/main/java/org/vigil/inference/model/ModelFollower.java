package org.vigil.inference.model;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.vigil.inference.lifecycle.EssentialThread;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.event.TopicPartitions;
import org.vigil.platform.retry.ExponentialBackoff;
import org.vigil.platform.store.StoreUnavailableException;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.codec.UnreadableEventException;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.topic.Topics;

/**
 * Follows models.active from its beginning, in no group, and keeps the {@link ModelDirectory} true
 * to it.
 */
@ApplicationScoped
public class ModelFollower {
  private static final Logger LOG = Logger.getLogger(ModelFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaSettings kafka;
  private final ModelDirectory directory;
  private final EventCodec<BundlePromoted> codec = EventCodec.of(BundlePromoted.class);
  private final ExponentialBackoff backoff =
      new ExponentialBackoff(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2);
  private volatile boolean caughtUp;
  private volatile boolean stopping;
  private Thread thread;
  private int failures; // In a row; of the follower's thread.

  ModelFollower(KafkaSettings kafka, ModelDirectory directory) {
    this.kafka = kafka;
    this.directory = directory;
  }

  void onStart(@Observes StartupEvent event) {
    thread = EssentialThread.start("model-follower", this::run);
  }

  void onStop(@Observes ShutdownEvent event) {
    stopping = true;
    thread.interrupt();
  }

  /** Whether everything that was promoted before this service started has been applied. */
  public boolean isCaughtUp() {
    return caughtUp;
  }

  private void run() {
    while (!stopping) {
      try {
        follow();
      } catch (RuntimeException e) {
        if (stopping) {
          return; // The interrupt that stops us.
        }
        LOG.warnf("following models.active again after: %s", e);
        failures++;
        pause(failures);
      }
    }
  }

  private void follow() {
    Map<String, Object> properties = kafka.clientProperties();
    properties.put("isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = TopicPartitions.of(consumer, Topics.MODELS_ACTIVE.name());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      newest(consumer, ends).forEach(this::apply);
      caughtUp = !stopping;
      failures = 0;
      while (!stopping) {
        consumer.poll(POLL).forEach(this::apply);
      }
    }
  }

  /**
   * What holds for each slot at the end, so that no promotion of the past comes into force again.
   */
  private Collection<ConsumerRecord<String, byte[]>> newest(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    Map<String, ConsumerRecord<String, byte[]>> bySlot = new LinkedHashMap<>();
    while (!stopping
        && ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(POLL).forEach(record -> bySlot.put(record.key(), record));
    }
    return bySlot.values();
  }

  private void apply(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return; // A tombstone: the slot keeps what it has until it is given something else.
    }
    for (int tries = 1; !stopping; tries++) {
      try {
        directory.apply(codec.decode(record.value()));
        return;
      } catch (StoreUnavailableException e) {
        LOG.warnf("the store does not answer; loading again: %s", e.getCause());
        pause(tries);
      } catch (UnreadableEventException e) {
        LOG.errorf("models.active@%d is unreadable and changes nothing", record.offset());
        return;
      }
    }
  }

  private void pause(int tries) {
    try {
      Thread.sleep(backoff.delay(tries, new Random()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
  }
}
