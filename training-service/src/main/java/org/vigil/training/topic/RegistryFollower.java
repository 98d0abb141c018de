package org.vigil.training.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.event.TopicPartitions;
import org.vigil.platform.retry.ExponentialBackoff;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.codec.UnreadableEventException;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.BundleRegistered;
import org.vigil.schemas.topic.Topics;
import org.vigil.training.registry.RegistryState;
import org.vigil.training.registry.SlotState;

/**
 * Reads the registry's topics from their beginning, in no consumer group, for as long as it runs,
 * and keeps a {@link RegistryState} true to them. One thread of its own.
 */
public final class RegistryFollower implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RegistryFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final String BUNDLES = Topics.MODELS_BUNDLES.name();

  private final KafkaSettings kafka;
  private final RegistryState state;
  private final RandomGenerator random;
  private final EventCodec<BundleRegistered> bundles = EventCodec.of(BundleRegistered.class);
  private final EventCodec<BundlePromoted> promotions = EventCodec.of(BundlePromoted.class);
  private final ExponentialBackoff backoff =
      new ExponentialBackoff(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2);
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile String trouble = "";

  public RegistryFollower(KafkaSettings kafka, RegistryState state, RandomGenerator random) {
    this.kafka = kafka;
    this.state = state;
    this.random = random;
  }

  public void start() {
    Thread.ofPlatform().daemon().name("registry-follower").start(this::run);
  }

  /** Whether everything that was written before the start has been read. */
  public boolean isCaughtUp() {
    return caughtUp.getCount() == 0;
  }

  /** Waits until {@link #isCaughtUp()}. */
  public void awaitCaughtUp() throws InterruptedException {
    caughtUp.await();
  }

  /** Why nothing can be read now; empty while all is well. */
  public String trouble() {
    return trouble;
  }

  private void run() {
    for (int tries = 1; isRunning(); tries++) {
      try {
        follow();
      } catch (RuntimeException e) {
        trouble = e.getClass().getSimpleName();
        LOG.warnf("following the registry again after: %s", e);
        pause(tries);
      }
    }
  }

  private void follow() {
    try (Consumer<String, byte[]> consumer = connect()) {
      List<TopicPartition> partitions =
          TopicPartitions.of(consumer, BUNDLES, Topics.MODELS_ACTIVE.name());
      consumer.assign(partitions);
      partitions.forEach(partition -> consumer.seek(partition, next.getOrDefault(partition, 0L)));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (isRunning()) {
        consumer.poll(POLL).forEach(this::apply);
        partitions.forEach(partition -> next.put(partition, consumer.position(partition)));
        trouble = "";
        if (ends.entrySet().stream().allMatch(end -> next.get(end.getKey()) >= end.getValue())) {
          caughtUp.countDown();
        }
      }
    }
  }

  private Consumer<String, byte[]> connect() {
    Map<String, Object> properties = kafka.clientProperties();
    properties.put("isolation.level", "read_committed");
    properties.put("auto.offset.reset", "earliest");
    properties.put("allow.auto.create.topics", false);
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private void apply(ConsumerRecord<String, byte[]> record) {
    try {
      if (record.value() == null) {
        LOG.warnf("%s@%d deletes a fact; the registry keeps it", record.topic(), record.offset());
      } else if (record.topic().equals(BUNDLES)) {
        state.registered(record.offset(), bundles.decode(record.value()));
      } else {
        List<String> before = ActiveHistory.read(record.headers());
        state.promoted(record.offset(), SlotState.of(promotions.decode(record.value()), before));
      }
    } catch (UnreadableEventException e) {
      LOG.errorf(e, "%s@%d is unreadable and changes nothing", record.topic(), record.offset());
    }
  }

  private boolean isRunning() {
    return stop.getCount() > 0;
  }

  @SuppressWarnings("ReturnValueIgnored") // isRunning() tells the same.
  private void pause(int tries) {
    try {
      stop.await(backoff.delay(tries, random).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  /** Lets the thread end after its present poll. */
  @Override
  public void close() {
    stop.countDown();
  }
}
