package org.vigil.inference.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.vigil.inference.batch.BatchRule;
import org.vigil.inference.study.PreparedStudy;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.topic.Topics;

class StudyQueueTest {
  private static final String STAT = Topics.STUDIES_READY_STAT.name();
  private static final String ROUTINE = Topics.STUDIES_READY_ROUTINE.name();

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final StudyQueue queue = new StudyQueue(new BatchRule(8));

  @Test
  void aStatStudyGoesBeforeRoutineOnesThatCameEarlier() {
    QueuedStudy routine = unreadable(ROUTINE, 0, 1);
    QueuedStudy stat = unreadable(STAT, 0, 1);
    queue.add(routine);
    queue.add(stat);
    assertEquals(List.of(stat, routine), queue.takeBatch(NOW));
  }

  @Test
  void nothingOvertakesAStudyThatIsNotPreparedYet() {
    QueuedStudy first = unreadable(ROUTINE, 0, 1);
    QueuedStudy slow = waiting(ROUTINE, 0, 2);
    queue.add(first);
    queue.add(slow);
    queue.add(unreadable(ROUTINE, 0, 3));
    List<QueuedStudy> batch = queue.takeBatch(NOW);
    assertEquals(List.of(first), batch);
    assertEquals(2, queue.size(Priority.ROUTINE));
    Map<TopicPartition, OffsetAndMetadata> offsets =
        new RunningBatch(batch, CompletableFuture.completedFuture(List.of())).offsets();
    assertEquals(2, offsets.get(first.partition()).offset());
  }

  @Test
  void aStudyThatIsNotPreparedYetHoldsUpItsOwnPartitionOnly() {
    QueuedStudy elsewhere = unreadable(ROUTINE, 1, 1);
    queue.add(waiting(ROUTINE, 0, 1));
    queue.add(unreadable(ROUTINE, 0, 2));
    queue.add(elsewhere);
    assertEquals(List.of(elsewhere), queue.takeBatch(NOW));
  }

  @Test
  void betweenPartitionsTheEarliestDueGoesFirstAndWithinOneTheOrderStands() {
    QueuedStudy late = unreadable(ROUTINE, 0, 1, 30);
    QueuedStudy behind = unreadable(ROUTINE, 0, 2, 10);
    QueuedStudy early = unreadable(ROUTINE, 1, 1, 20);
    List.of(late, behind, early).forEach(queue::add);
    assertEquals(List.of(early, late, behind), queue.takeBatch(NOW));
  }

  @Test
  void aStatStudyThatWaitsForTheStoreDoesNotHoldRoutineOnesUp() {
    QueuedStudy routine = unreadable(ROUTINE, 0, 1);
    queue.add(waiting(STAT, 0, 1));
    queue.add(routine);
    assertEquals(List.of(routine), queue.takeBatch(NOW));
    assertEquals(1, queue.size(Priority.STAT));
  }

  @Test
  void aLostPartitionTakesItsStudiesAlongAndStopsTheirPreparation() {
    QueuedStudy lost = waiting(ROUTINE, 0, 1);
    QueuedStudy kept = waiting(ROUTINE, 1, 1);
    queue.add(lost);
    queue.add(kept);
    queue.drop(List.of(lost.partition()));
    assertEquals(1, queue.size(Priority.ROUTINE));
    assertTrue(lost.prepared().isCancelled());
    assertTrue(!kept.prepared().isDone());
  }

  @Test
  void aStudyWhosePreparationWasInterruptedIsNoBadRecordAndEndsTheSession() {
    QueuedStudy interrupted = waiting(ROUTINE, 0, 1);
    queue.add(interrupted);
    interrupted.prepared().cancel(false);
    assertThrows(CancellationException.class, () -> queue.takeBatch(NOW));
  }

  @Test
  void anErrorThatIsNoStudysFaultIsNoBadRecordEither() {
    QueuedStudy broken = waiting(ROUTINE, 0, 1);
    queue.add(broken);
    broken.prepared().completeExceptionally(new NoClassDefFoundError("half an installation"));
    assertThrows(NoClassDefFoundError.class, () -> queue.takeBatch(NOW));
  }

  @Test
  void offsetsAreCommittedAfterTheLastStudyOfEachPartition() {
    queue.add(unreadable(ROUTINE, 0, 7));
    queue.add(unreadable(ROUTINE, 1, 3));
    queue.add(unreadable(ROUTINE, 0, 8));
    Map<TopicPartition, OffsetAndMetadata> offsets =
        new RunningBatch(queue.takeBatch(NOW), CompletableFuture.completedFuture(List.of()))
            .offsets();
    assertEquals(
        Map.of(
            new TopicPartition(ROUTINE, 0), new OffsetAndMetadata(9),
            new TopicPartition(ROUTINE, 1), new OffsetAndMetadata(4)),
        offsets);
  }

  private static QueuedStudy waiting(String topic, int partition, long offset) {
    return study(topic, partition, offset, 0, new CompletableFuture<>());
  }

  private static QueuedStudy unreadable(String topic, int partition, long offset) {
    return unreadable(topic, partition, offset, 0);
  }

  private static QueuedStudy unreadable(String topic, int partition, long offset, int due) {
    return study(
        topic,
        partition,
        offset,
        due,
        CompletableFuture.failedFuture(new RuntimeException("poison")));
  }

  private static QueuedStudy study(
      String topic,
      int partition,
      long offset,
      int due,
      CompletableFuture<PreparedStudy> prepared) {
    return new QueuedStudy(
        new ConsumerRecord<>(topic, partition, offset, new byte[0], new byte[0]),
        NOW,
        NOW.plusMillis(due),
        prepared);
  }
}
