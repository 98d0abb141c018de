package org.vigil.inference.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.vigil.inference.study.PreparedStudy;
import org.vigil.schemas.topic.Topics;

class StudyQueueTest {
  private static final String STAT = Topics.STUDIES_READY_STAT.name();
  private static final String ROUTINE = Topics.STUDIES_READY_ROUTINE.name();

  private final StudyQueue queue = new StudyQueue();

  @Test
  void aStatStudyGoesBeforeRoutineOnesThatCameEarlier() {
    QueuedStudy routine = unreadable(ROUTINE, 0, 1);
    QueuedStudy stat = unreadable(STAT, 0, 1);
    queue.add(routine);
    queue.add(stat);
    assertEquals(List.of(stat, routine), queue.takeBatch(8));
  }

  @Test
  void nothingOvertakesAStudyThatIsNotPreparedYet() {
    QueuedStudy first = unreadable(ROUTINE, 0, 1);
    QueuedStudy slow = waiting(ROUTINE, 0, 2);
    queue.add(first);
    queue.add(slow);
    queue.add(unreadable(ROUTINE, 0, 3));
    List<QueuedStudy> batch = queue.takeBatch(8);
    assertEquals(List.of(first), batch);
    assertEquals(2, queue.routineSize());
    Map<TopicPartition, OffsetAndMetadata> offsets =
        new RunningBatch(batch, CompletableFuture.completedFuture(List.of())).offsets();
    assertEquals(2, offsets.get(first.partition()).offset());
  }

  @Test
  void aStatStudyThatWaitsForTheStoreDoesNotHoldRoutineOnesUp() {
    QueuedStudy routine = unreadable(ROUTINE, 0, 1);
    queue.add(waiting(STAT, 0, 1));
    queue.add(routine);
    assertEquals(List.of(routine), queue.takeBatch(8));
    assertEquals(1, queue.statSize());
  }

  @Test
  void aLostPartitionTakesItsStudiesAlongAndStopsTheirPreparation() {
    QueuedStudy lost = waiting(ROUTINE, 0, 1);
    QueuedStudy kept = waiting(ROUTINE, 1, 1);
    queue.add(lost);
    queue.add(kept);
    queue.drop(List.of(lost.partition()));
    assertEquals(1, queue.size());
    assertTrue(lost.prepared().isCancelled());
    assertTrue(!kept.prepared().isDone());
  }

  @Test
  void aStudyWhosePreparationWasInterruptedIsNoBadRecordAndEndsTheSession() {
    QueuedStudy interrupted = waiting(ROUTINE, 0, 1);
    queue.add(interrupted);
    interrupted.prepared().cancel(false);
    assertThrows(CancellationException.class, () -> queue.takeBatch(8));
  }

  @Test
  void offsetsAreCommittedAfterTheLastStudyOfEachPartition() {
    queue.add(unreadable(ROUTINE, 0, 7));
    queue.add(unreadable(ROUTINE, 1, 3));
    queue.add(unreadable(ROUTINE, 0, 8));
    Map<TopicPartition, OffsetAndMetadata> offsets =
        new RunningBatch(queue.takeBatch(8), CompletableFuture.completedFuture(List.of()))
            .offsets();
    assertEquals(
        Map.of(
            new TopicPartition(ROUTINE, 0), new OffsetAndMetadata(9),
            new TopicPartition(ROUTINE, 1), new OffsetAndMetadata(4)),
        offsets);
  }

  private static QueuedStudy waiting(String topic, int partition, long offset) {
    return study(topic, partition, offset, new CompletableFuture<>());
  }

  private static QueuedStudy unreadable(String topic, int partition, long offset) {
    return study(
        topic, partition, offset, CompletableFuture.failedFuture(new RuntimeException("poison")));
  }

  private static QueuedStudy study(
      String topic, int partition, long offset, CompletableFuture<PreparedStudy> prepared) {
    return new QueuedStudy(
        new ConsumerRecord<>(topic, partition, offset, new byte[0], new byte[0]), prepared);
  }
}
