package org.vigil.inference.archive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventPublisher;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.codec.UnreadableEventException;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.topic.Topics;

/**
 * One way through what was scored, for one bundle: from where the bundle's consumer group stands to
 * the end. Instances share the way. An event is published before its place is committed: one that
 * is done twice says the same twice. For one thread.
 */
final class ArchivePass {
  /** Records of one poll; each may take a forward pass, and all of them the patience at most. */
  static final int POLLED = 20;

  private static final Logger LOG = Logger.getLogger(ArchivePass.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  /** An instance that is given nothing for longer than a dead one is missed goes away again. */
  private static final int IDLE_POLLS = 30;

  private static final String SOURCE = "/vigil/inference";

  private final Consumer<byte[], byte[]> consumer;
  private final EventPublisher publisher;
  private final ArchiveEmbedder embedder;
  private final ArchiveMetrics metrics;
  private final BundleRef bundle;
  private final Clock clock;
  private final Duration longest;
  private final BooleanSupplier stopping;
  private final EventCodec<StudyScored> codec = EventCodec.of(StudyScored.class);

  /**
   * @param consumer in the bundle's group, which commits nothing by itself
   * @param longest time between polls, after which the rest of a poll is read again
   */
  ArchivePass(
      Consumer<byte[], byte[]> consumer,
      EventPublisher publisher,
      ArchiveEmbedder embedder,
      ArchiveMetrics metrics,
      BundleRef bundle,
      Clock clock,
      Duration longest,
      BooleanSupplier stopping) {
    this.consumer = consumer;
    this.publisher = publisher;
    this.embedder = embedder;
    this.metrics = metrics;
    this.bundle = bundle;
    this.clock = clock;
    this.longest = longest;
    this.stopping = stopping;
  }

  /**
   * Goes on until the end of what was scored, or until the device or the bundle is wanted
   * elsewhere.
   *
   * @return whether it came to the end
   */
  boolean run() throws InterruptedException {
    consumer.subscribe(List.of(Topics.STUDIES_SCORED.name()));
    for (int idle = 0; idle < IDLE_POLLS && !stopping.getAsBoolean(); ) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty() && !take(records)) {
        return false;
      }
      long left = left();
      metrics.left(bundle.getSlot(), left);
      if (left == 0 && !consumer.assignment().isEmpty()) {
        return true;
      }
      idle = records.isEmpty() ? idle + 1 : 0;
    }
    return false;
  }

  /** Takes records up to the first that is postponed, and commits where it stands. */
  private boolean take(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
    Instant end = clock.instant().plus(longest);
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      next.put(partition, new OffsetAndMetadata(records.records(partition).getFirst().offset()));
    }
    boolean going = true;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (stopping.getAsBoolean() || clock.instant().isAfter(end)) {
        break;
      }
      going = take(record);
      if (!going) {
        break;
      }
      next.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1));
    }
    next.forEach(consumer::seek);
    consumer.commitSync(next);
    return going;
  }

  private boolean take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    StudyScored recorded;
    try {
      recorded = codec.decode(record.value());
    } catch (UnreadableEventException e) {
      LOG.errorf("%s@%d is no result and is passed over", record.topic(), record.offset());
      return true;
    }
    ArchiveOutcome outcome = embedder.embed(recorded, bundle);
    metrics.counted(bundle.getSlot(), outcome);
    return switch (outcome) {
      case ArchiveOutcome.Embedded embedded -> {
        publish(embedded.event());
        yield true;
      }
      case ArchiveOutcome.Silent silent -> {
        LOG.debugf("study %s is not embedded: %s", recorded.getStudyId(), silent.why());
        yield true;
      }
      case ArchiveOutcome.Needless needless -> true;
      case ArchiveOutcome.Postponed postponed -> false;
    };
  }

  private void publish(StudyScored event) {
    String study = event.getStudyId();
    String id = "embedded/%s/%d/%s".formatted(study, event.getRevision(), bundle.getDigest());
    publisher
        .publish(
            Topics.STUDIES_EMBEDDED,
            study,
            event,
            Envelope.about(study, id, SOURCE, clock.instant()))
        .join();
  }

  /** How many records lie before the end of the partitions that this instance has. */
  private long left() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    return ends.entrySet().stream()
        .collect(
            Collectors.summingLong(
                end -> Math.max(0, end.getValue() - consumer.position(end.getKey()))));
  }
}
