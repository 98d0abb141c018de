package org.vigil.worklist.http;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.schemas.topic.Topic;
import org.vigil.schemas.topic.Topics;

/** Counts what lies in a dead-letter topic. */
final class DeadLetterCount {
  private DeadLetterCount() {}

  static long of(Topic<?> topic) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", EmbeddedStack.kafka().bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      Map<TopicPartition, OffsetSpec> ends =
          IntStream.range(0, Topics.PARTITIONS)
              .mapToObj(partition -> new TopicPartition(topic.deadLetterName(), partition))
              .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(ListOffsetsResultInfo::offset)
          .sum();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
