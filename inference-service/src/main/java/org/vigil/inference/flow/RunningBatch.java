package org.vigil.inference.flow;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.vigil.inference.study.PreparedStudy;
import org.vigil.inference.study.StudyResult;
import org.vigil.schemas.event.Priority;

/**
 * Studies that are on the device, and what will come of them.
 *
 * @param studies in the order consumed, by partition
 * @param results one per study that could be decoded
 */
record RunningBatch(List<QueuedStudy> studies, CompletableFuture<List<StudyResult>> results) {

  boolean isDone() {
    return results.isDone();
  }

  /** Whether any of these partitions has a part in the batch. */
  boolean touches(Collection<TopicPartition> partitions) {
    return studies.stream().anyMatch(study -> partitions.contains(study.partition()));
  }

  /** Since when the longest-waiting study of a priority waits. */
  Optional<Instant> oldest(Priority priority) {
    return studies.stream()
        .filter(study -> study.priority() == priority)
        .map(QueuedStudy::readyAt)
        .min(Comparator.naturalOrder());
  }

  /** Where each partition's first study stands. */
  Map<TopicPartition, Long> firstOffsets() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    studies.forEach(s -> offsets.merge(s.partition(), s.record().offset(), Math::min));
    return offsets;
  }

  /** The offsets to commit with the results: after the last study of each partition. */
  Map<TopicPartition, OffsetAndMetadata> offsets() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (QueuedStudy study : studies) {
      offsets.put(study.partition(), new OffsetAndMetadata(study.record().offset() + 1));
    }
    return offsets;
  }

  /** Frees the models once the device has done with them; call once. */
  void release() {
    results.whenComplete(
        (done, failure) ->
            studies.forEach(study -> study.prepared().thenAccept(PreparedStudy::release)));
  }
}
