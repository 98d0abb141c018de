package org.vigil.inference.flow;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.kafka.common.TopicPartition;

/**
 * Consumed studies of one priority. Within a partition nothing overtakes, since offsets are
 * committed up to the last study taken; between partitions the earliest due goes first. For one
 * thread.
 */
final class StudyLine {
  private final Map<TopicPartition, Deque<QueuedStudy>> partitions = new HashMap<>();

  void add(QueuedStudy study) {
    partitions.computeIfAbsent(study.partition(), p -> new ArrayDeque<>()).add(study);
  }

  int size() {
    return partitions.values().stream().mapToInt(Deque::size).sum();
  }

  /** Since when the longest-waiting study waits. */
  Optional<Instant> oldest() {
    return partitions.values().stream()
        .flatMap(line -> Optional.ofNullable(line.peek()).stream())
        .map(QueuedStudy::readyAt)
        .min(Comparator.naturalOrder());
  }

  /** All that can go now, in the order in which they are to go. */
  List<QueuedStudy> prepared() {
    PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(h -> h.study().due()));
    partitions.values().forEach(line -> step(line.iterator(), heads));
    List<QueuedStudy> order = new ArrayList<>();
    while (!heads.isEmpty()) {
      Head head = heads.poll();
      order.add(head.study());
      step(head.behind(), heads);
    }
    return order;
  }

  /** A study that is not prepared yet holds up those behind it in its partition and nobody else. */
  private static void step(Iterator<QueuedStudy> partition, PriorityQueue<Head> heads) {
    if (partition.hasNext()) {
      QueuedStudy next = partition.next();
      if (next.isReady()) {
        heads.add(new Head(next, partition));
      }
    }
  }

  /** Where each partition's first study stands. */
  Map<TopicPartition, Long> firstOffsets() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    partitions.forEach(
        (partition, line) ->
            Optional.ofNullable(line.peek())
                .ifPresent(first -> offsets.put(partition, first.record().offset())));
    return offsets;
  }

  /** Takes out a study that is the first of its partition. */
  void remove(QueuedStudy study) {
    partitions.get(study.partition()).remove();
  }

  /** Gives up everything from a partition that is no longer ours. */
  void drop(TopicPartition partition) {
    Optional.ofNullable(partitions.remove(partition))
        .ifPresent(line -> line.forEach(QueuedStudy::drop));
  }

  /** Gives up everything. */
  void clear() {
    List.copyOf(partitions.keySet()).forEach(this::drop);
  }

  /** The first untaken study of a partition, and those behind it. */
  private record Head(QueuedStudy study, Iterator<QueuedStudy> behind) {}
}
