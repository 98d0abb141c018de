package org.vigil.retrieval.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.vigil.platform.event.TopicPartitions;
import org.vigil.schemas.topic.Topics;

/** The partitions that retrieval reads, and where it stands in them. Not thread-safe. */
final class StreamPositions {
  private final List<TopicPartition> partitions;

  private StreamPositions(List<TopicPartition> partitions) {
    this.partitions = partitions;
  }

  /**
   * Gives a consumer all partitions, from a position on. What stands in no library, such as the
   * active bundles, is read from its beginning.
   */
  static StreamPositions assign(Consumer<?, ?> consumer, Map<String, Long> from) {
    List<TopicPartition> partitions =
        TopicPartitions.of(consumer, LibraryFeed.TOPICS.toArray(String[]::new));
    consumer.assign(partitions);
    for (TopicPartition partition : partitions) {
      consumer.seek(
          partition, isActive(partition) ? 0 : from.getOrDefault(partition.toString(), 0L));
    }
    return new StreamPositions(partitions);
  }

  private static boolean isActive(TopicPartition partition) {
    return partition.topic().equals(Topics.MODELS_ACTIVE.name());
  }

  /** Where the streams end now. */
  Map<TopicPartition, Long> ends(Consumer<?, ?> consumer) {
    return consumer.endOffsets(partitions);
  }

  /** Whether everything before some ends has been read. */
  static boolean reached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** The next offsets to read, for the library to keep. */
  Map<String, Long> current(Consumer<?, ?> consumer) {
    Map<String, Long> position = new HashMap<>();
    partitions.stream()
        .filter(partition -> !isActive(partition))
        .forEach(partition -> position.put(partition.toString(), consumer.position(partition)));
    return position;
  }
}
