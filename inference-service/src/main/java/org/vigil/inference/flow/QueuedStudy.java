package org.vigil.inference.flow;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.vigil.inference.batch.Waiting;
import org.vigil.inference.study.PreparedStudy;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.topic.Topics;

/**
 * A consumed record on its way.
 *
 * @param record as consumed
 * @param readyAt since when it waits to be scored
 * @param due when it is to be scored
 * @param prepared completes when the study is prepared; fails with {@link
 *     org.vigil.schemas.codec.UnreadableEventException} when the record is no study
 */
record QueuedStudy(
    ConsumerRecord<byte[], byte[]> record,
    Instant readyAt,
    Instant due,
    CompletableFuture<PreparedStudy> prepared) {

  /** What its topic says: the line that it stands in. */
  static Priority priority(ConsumerRecord<byte[], byte[]> record) {
    return record.topic().equals(Topics.STUDIES_READY_STAT.name())
        ? Priority.STAT
        : Priority.ROUTINE;
  }

  Priority priority() {
    return priority(record);
  }

  TopicPartition partition() {
    return new TopicPartition(record.topic(), record.partition());
  }

  /**
   * Whether a batch may take it.
   *
   * @throws CancellationException if its preparation was interrupted: it is no bad record, and the
   *     session must start again from what is committed
   * @throws Error if its preparation ended in one that is no study's fault
   */
  boolean isReady() {
    return switch (prepared.state()) {
      case RUNNING -> false;
      case SUCCESS -> true;
      case CANCELLED ->
          throw new CancellationException("the preparation of a study was interrupted");
      case FAILED -> {
        if (prepared.exceptionNow() instanceof Error error) {
          throw error;
        }
        yield true;
      }
    };
  }

  boolean isUnreadable() {
    return prepared.isCompletedExceptionally();
  }

  /** What the batch rule has to know; only when it {@link #isReady}. */
  Waiting waiting() {
    return !isUnreadable() && prepared.join() instanceof PreparedStudy.Scorable scorable
        ? new Waiting(priority(), scorable.inputs().size(), due, scorable.lease().passCosts())
        : new Waiting(priority(), 0, due, Set.of());
  }

  /** Gives the study up: its preparation stops, or what it prepared is freed. */
  void drop() {
    prepared.cancel(true);
    prepared.thenAccept(PreparedStudy::release);
  }
}
