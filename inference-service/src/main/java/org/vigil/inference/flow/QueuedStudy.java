package org.vigil.inference.flow;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.vigil.inference.study.PreparedStudy;

/**
 * A consumed record on its way.
 *
 * @param record as consumed
 * @param prepared completes when the study is prepared; fails with {@link
 *     org.vigil.schemas.codec.UnreadableEventException} when the record is no study
 */
record QueuedStudy(
    ConsumerRecord<byte[], byte[]> record, CompletableFuture<PreparedStudy> prepared) {

  TopicPartition partition() {
    return new TopicPartition(record.topic(), record.partition());
  }

  /**
   * Whether a batch may take it.
   *
   * @throws CancellationException if its preparation was interrupted: it is no bad record, and the
   *     session must start again from what is committed
   */
  boolean isReady() {
    if (prepared.isCancelled()) {
      throw new CancellationException("the preparation of a study was interrupted");
    }
    return prepared.isDone();
  }

  /** Pictures that a pass would take. */
  int pictures() {
    return !prepared.isCompletedExceptionally()
            && prepared.join() instanceof PreparedStudy.Scorable scorable
        ? scorable.inputs().size()
        : 0;
  }

  /** Gives the study up: its preparation stops, or what it prepared is freed. */
  void drop() {
    prepared.cancel(true);
    prepared.thenAccept(PreparedStudy::release);
  }
}
