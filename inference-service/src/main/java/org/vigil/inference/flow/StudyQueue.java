package org.vigil.inference.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.vigil.schemas.topic.Topics;

/**
 * Consumed studies in two lines, stat and routine. Bounded by its owner, which pauses its
 * partitions when a line reaches its limit. For one thread.
 */
final class StudyQueue {
  private final Deque<QueuedStudy> stat = new ArrayDeque<>();
  private final Deque<QueuedStudy> routine = new ArrayDeque<>();

  void add(QueuedStudy study) {
    boolean first = study.record().topic().equals(Topics.STUDIES_READY_STAT.name());
    (first ? stat : routine).add(study);
  }

  int size() {
    return stat.size() + routine.size();
  }

  int statSize() {
    return stat.size();
  }

  int routineSize() {
    return routine.size();
  }

  /**
   * Takes what is prepared at the head of the lines, stat first, until a pass is full. Nothing
   * overtakes within a line: offsets are committed up to the last study taken.
   */
  List<QueuedStudy> takeBatch(int maxPictures) {
    List<QueuedStudy> batch = new ArrayList<>();
    int pictures = take(stat, batch, 0, maxPictures);
    take(routine, batch, pictures, maxPictures);
    return batch;
  }

  private static int take(Deque<QueuedStudy> line, List<QueuedStudy> batch, int taken, int max) {
    int pictures = taken;
    while (!line.isEmpty() && line.peek().isReady()) {
      int next = line.peek().pictures();
      if (pictures > 0 && pictures + next > max) {
        break;
      }
      pictures += next;
      batch.add(line.poll());
    }
    return pictures;
  }

  /** Gives up everything from partitions that are no longer ours. */
  void drop(Collection<TopicPartition> partitions) {
    for (Deque<QueuedStudy> line : List.of(stat, routine)) {
      line.removeIf(
          study -> {
            boolean lost = partitions.contains(study.partition());
            if (lost) {
              study.drop();
            }
            return lost;
          });
    }
  }

  /** Gives up everything. */
  void clear() {
    stat.forEach(QueuedStudy::drop);
    routine.forEach(QueuedStudy::drop);
    stat.clear();
    routine.clear();
  }
}
