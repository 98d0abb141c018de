package org.vigil.inference.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.inference.study.PreparedStudy;
import org.vigil.inference.study.ResultEvents;
import org.vigil.inference.study.StudyResult;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.reason.AbstentionReason;
import org.vigil.schemas.topic.Topics;

class BatchPublisherTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final String TOPIC = Topics.STUDIES_READY_ROUTINE.name();
  private static final ConsumerGroupMetadata GROUP = new ConsumerGroupMetadata("vigil-inference");

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final BatchPublisher publisher =
      new BatchPublisher(
          producer,
          new ResultEvents(Clock.fixed(NOW, ZoneOffset.UTC)),
          new FlowMetrics(
              meters, new BundleMetrics(meters, Map::of, Clock.fixed(NOW, ZoneOffset.UTC))));

  @BeforeEach
  void start() {
    publisher.start();
  }

  @Test
  void resultsArePublishedInTheOrderConsumedWhateverTheOrderOfThePasses() {
    QueuedStudy first = silent(0, 1);
    QueuedStudy second = silent(1, 2);
    QueuedStudy third = silent(2, 3);
    publisher.publish(batch(first, second, third), GROUP);
    EventCodec<StudyScored> codec = EventCodec.of(StudyScored.class);
    List<Integer> revisions =
        producer.history().stream()
            .filter(record -> record.topic().equals(Topics.STUDIES_SCORED.name()))
            .map(record -> codec.decode(record.value()).getRevision())
            .toList();
    assertEquals(List.of(1, 2, 3), revisions);
  }

  @Test
  void anUnreadableRecordGoesToTheDeadLettersInTheSameTransaction() {
    QueuedStudy unreadable =
        queued(7, CompletableFuture.failedFuture(new IllegalArgumentException("poison")));
    publisher.publish(batch(silent(6, 1), unreadable), GROUP);
    assertEquals(TOPIC + ".dead", producer.history().get(producer.history().size() - 1).topic());
    assertEquals(1, producer.commitCount());
    assertEquals(
        List.of(
            Map.of(
                GROUP.groupId(), Map.of(new TopicPartition(TOPIC, 0), new OffsetAndMetadata(8)))),
        producer.consumerGroupOffsetsHistory());
  }

  @Test
  void abstentionsAreCountedBySiteAndReasonAndDeadLettersByThemselves() {
    QueuedStudy unreadable =
        queued(7, CompletableFuture.failedFuture(new IllegalArgumentException("poison")));
    publisher.publish(batch(silent(6, 1), unreadable), GROUP);
    assertEquals(
        1,
        meters
            .get("vigil_inference_studies_total")
            .tags("outcome", "abstained", "reason", "no-model", "site", "demo")
            .counter()
            .count());
    assertEquals(1, meters.get("vigil_inference_dead_letters_total").counter().count());
  }

  @Test
  void anErrorOnTheDeviceIsThrownAsItIsAndCommitsNothing() {
    RunningBatch broken =
        new RunningBatch(
            List.of(silent(0, 1)),
            CompletableFuture.failedFuture(new UnsatisfiedLinkError("no engine")));
    assertThrows(UnsatisfiedLinkError.class, () -> publisher.publish(broken, GROUP));
    assertFalse(producer.transactionInFlight());
    assertTrue(producer.history().isEmpty());
  }

  /** A batch whose results come in the opposite order. */
  private static RunningBatch batch(QueuedStudy... studies) {
    List<StudyResult> results =
        new ArrayList<>(
            Arrays.stream(studies)
                .filter(study -> !study.isUnreadable())
                .map(study -> (PreparedStudy.Silent) study.prepared().join())
                .map(s -> (StudyResult) new StudyResult.Unanswered(s, s.reason(), s.detail()))
                .toList());
    Collections.reverse(results);
    return new RunningBatch(List.of(studies), CompletableFuture.completedFuture(results));
  }

  private static QueuedStudy silent(long offset, int revision) {
    StudyReady study =
        StudyReady.newBuilder()
            .setStudyId("s")
            .setRevision(revision)
            .setSite("demo")
            .setKind(StudyKind.SKIN)
            .setPriority(Priority.ROUTINE)
            .setComplete(true)
            .setImages(List.of())
            .setReceivedAt(NOW)
            .setReadyAt(NOW)
            .build();
    return queued(
        offset,
        CompletableFuture.completedFuture(
            new PreparedStudy.Silent(
                study, "skin-image", AbstentionReason.NO_MODEL, "none", List.of())));
  }

  private static QueuedStudy queued(long offset, CompletableFuture<PreparedStudy> prepared) {
    return new QueuedStudy(
        new ConsumerRecord<>(TOPIC, 0, offset, new byte[0], new byte[0]), NOW, NOW, prepared);
  }
}
