package org.vigil.local.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at every record of every topic, the broker's own and those of Kafka Streams too. */
final class BrokerScan {
  private final Map<String, Object> client;

  BrokerScan(String bootstrapServers) {
    this.client = Map.of("bootstrap.servers", bootstrapServers);
  }

  void into(Leaks leaks) throws Exception {
    Set<String> topics;
    try (Admin admin = Admin.create(client)) {
      topics = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    }
    try (var consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> look(record, leaks));
      }
    }
  }

  private static void look(ConsumerRecord<byte[], byte[]> record, Leaks leaks) {
    String where = "topic " + record.topic();
    leaks.look(where + ", key", record.key());
    leaks.look(where + ", value", record.value());
    for (Header header : record.headers()) {
      leaks.look(where + ", header " + header.key(), header.value());
    }
  }
}
