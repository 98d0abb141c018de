package org.vigil.local.status;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads from the broker how far each consumer group is behind. */
public final class ConsumerLag {
  private static final int TIMEOUT_MILLIS = 5000;

  private ConsumerLag() {}

  /** Every group by name; empty where the broker does not answer. */
  public static Optional<List<GroupLag>> read(String bootstrapServers) throws InterruptedException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "request.timeout.ms", TIMEOUT_MILLIS,
            "default.api.timeout.ms", TIMEOUT_MILLIS);
    try (Admin admin = Admin.create(settings)) {
      return Optional.of(read(admin, bootstrapServers));
    } catch (ExecutionException | KafkaException e) {
      return Optional.empty();
    }
  }

  private static List<GroupLag> read(Admin admin, String bootstrapServers)
      throws ExecutionException, InterruptedException {
    List<String> groups =
        admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
            .map(GroupListing::groupId)
            .sorted()
            .toList();
    Map<String, ListConsumerGroupOffsetsSpec> all = new TreeMap<>();
    groups.forEach(group -> all.put(group, new ListConsumerGroupOffsetsSpec()));
    if (all.isEmpty()) {
      return List.of();
    }
    var committed = admin.listConsumerGroupOffsets(all).all().get();
    var described = admin.describeConsumerGroups(groups).all().get();
    Map<TopicPartition, Long> ends = ends(admin, committed);
    try (UnreadRecords unread = new UnreadRecords(bootstrapServers)) {
      return groups.stream()
          .map(group -> lag(described.get(group), unread.count(committed.get(group), ends)))
          .toList();
    }
  }

  private static Map<TopicPartition, Long> ends(
      Admin admin, Map<String, Map<TopicPartition, OffsetAndMetadata>> committed)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    committed
        .values()
        .forEach(
            offsets -> offsets.keySet().forEach(part -> wanted.put(part, OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(wanted)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private static GroupLag lag(ConsumerGroupDescription group, long records) {
    return new GroupLag(group.groupId(), records, group.members().size());
  }
}
