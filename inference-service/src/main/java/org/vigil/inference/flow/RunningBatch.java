package org.vigil.inference.flow;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.vigil.inference.study.StudyResult;

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

  /** The offsets to commit with the results: after the last study of each partition. */
  Map<TopicPartition, OffsetAndMetadata> offsets() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (QueuedStudy study : studies) {
      offsets.put(study.partition(), new OffsetAndMetadata(study.record().offset() + 1));
    }
    return offsets;
  }
}
