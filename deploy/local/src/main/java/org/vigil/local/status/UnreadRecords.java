package org.vigil.local.status;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Counts the records behind a group's offsets. Offsets alone would count transaction markers too: a
 * group that has read everything would seem one behind in each partition that is written in
 * transactions. So a short distance is read and counted; a long one is taken for what it is.
 */
final class UnreadRecords implements AutoCloseable {
  /** Offsets; reading more would make the answer slow, and markers no longer matter. */
  private static final long LONG_DISTANCE = 2000;

  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final KafkaConsumer<byte[], byte[]> consumer;

  UnreadRecords(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "isolation.level",
            "read_committed",
            "default.api.timeout.ms",
            (int) LIMIT.toMillis());
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * @param committed where the group is; a value is null where it has never committed
   * @param ends the partitions' ends
   */
  long count(Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, Long> ends) {
    long sure = 0;
    Map<TopicPartition, Long> toRead = new HashMap<>();
    for (var partition : committed.entrySet()) {
      if (partition.getValue() == null) {
        continue;
      }
      long from = partition.getValue().offset();
      long distance = ends.getOrDefault(partition.getKey(), 0L) - from;
      if (distance > LONG_DISTANCE) {
        sure += distance;
      } else if (distance > 0) {
        toRead.put(partition.getKey(), from);
      }
    }
    return sure + read(toRead, ends);
  }

  private long read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
    consumer.assign(from.keySet());
    from.forEach(consumer::seek);
    long records = 0;
    Instant deadline = Instant.now().plus(LIMIT);
    while (!atEnd(from.keySet(), ends) && Instant.now().isBefore(deadline)) {
      records += consumer.poll(Duration.ofMillis(100)).count();
    }
    return records;
  }

  private boolean atEnd(Set<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
    return partitions.stream().allMatch(p -> consumer.position(p) >= ends.getOrDefault(p, 0L));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
