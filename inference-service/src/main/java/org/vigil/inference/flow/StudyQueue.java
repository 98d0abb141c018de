package org.vigil.inference.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.vigil.inference.batch.BatchRule;
import org.vigil.schemas.event.Priority;

/**
 * Consumed studies in two lines, stat before routine. Bounded by its owner, which pauses the
 * partitions of a line that reaches its limit. For one thread.
 */
final class StudyQueue {
  private final BatchRule rule;
  private final Map<Priority, StudyLine> lines = new EnumMap<>(Priority.class);

  StudyQueue(BatchRule rule) {
    this.rule = rule;
    for (Priority priority : Priority.values()) {
      lines.put(priority, new StudyLine()); // The enum's order is the order of the lines.
    }
  }

  void add(QueuedStudy study) {
    lines.get(study.priority()).add(study);
  }

  int size(Priority priority) {
    return lines.get(priority).size();
  }

  /** Since when the longest-waiting study of a line waits. */
  Optional<Instant> oldest(Priority priority) {
    return lines.get(priority).oldest();
  }

  /** Takes out what the rule wants of all that is prepared; nothing when nothing is. */
  List<QueuedStudy> takeBatch(Instant now) {
    List<QueuedStudy> prepared = new ArrayList<>();
    lines.values().forEach(line -> prepared.addAll(line.prepared()));
    int taken = rule.take(prepared.stream().map(QueuedStudy::waiting).toList(), now);
    List<QueuedStudy> batch = List.copyOf(prepared.subList(0, taken));
    batch.forEach(study -> lines.get(study.priority()).remove(study));
    return batch;
  }

  /** Where each partition's first study stands. */
  Map<TopicPartition, Long> firstOffsets() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    lines.values().forEach(line -> offsets.putAll(line.firstOffsets()));
    return offsets;
  }

  /** The studies of these partitions are no longer ours. */
  void drop(Collection<TopicPartition> partitions) {
    lines.values().forEach(line -> partitions.forEach(line::drop));
  }

  /** Gives up everything. */
  void clear() {
    lines.values().forEach(StudyLine::clear);
  }
}
