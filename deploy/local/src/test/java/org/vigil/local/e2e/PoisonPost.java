package org.vigil.local.e2e;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.vigil.schemas.topic.EventHeaders;
import org.vigil.schemas.topic.Topics;

/**
 * Sends records that nobody can read into the topics of studies, noise and schemas from the future,
 * and looks for each of them in the dead letters of each consumer.
 */
final class PoisonPost {
  /** Who reads what, and so has to give up on it (docs/events.md). */
  private static final Map<String, List<String>> READERS =
      Map.of(
          Topics.IMAGES_NORMALISED.name(), List.of("ingest"),
          Topics.STUDIES_READY_STAT.name(), List.of("inference", "worklist"),
          Topics.STUDIES_READY_ROUTINE.name(), List.of("inference", "worklist"),
          Topics.STUDIES_SCORED.name(), List.of("retrieval", "worklist"),
          Topics.STUDIES_VERDICTS.name(), List.of("retrieval", "worklist"),
          Topics.STUDIES_LEDGER.name(), List.of("worklist"));

  private final Map<String, Object> client;
  private final Set<String> expected = new HashSet<>();

  PoisonPost(String bootstrapServers) {
    this.client = Map.of("bootstrap.servers", bootstrapServers);
  }

  void sendToEveryTopicOfStudies() throws Exception {
    try (var producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (Map.Entry<String, List<String>> topic : READERS.entrySet()) {
        for (byte[] value : List.of(noise(), schemaFromTheFuture())) {
          var written = producer.send(new ProducerRecord<>(topic.getKey(), key(), value)).get();
          String source = topic.getKey() + "-" + written.partition() + "@" + written.offset();
          topic.getValue().forEach(reader -> expected.add(source + " by " + reader));
        }
      }
    }
  }

  private static byte[] key() {
    return "s00000000000000000000000000000000".getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] noise() {
    return "no Avro".getBytes(StandardCharsets.UTF_8);
  }

  /** Single-object encoding with the fingerprint of a schema that this build does not know. */
  private static byte[] schemaFromTheFuture() {
    return new byte[] {(byte) 0xC3, 1, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0};
  }

  /** What is not in the dead letters yet. */
  Set<String> missing() {
    Set<String> missing = new HashSet<>(expected);
    try (var consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          READERS.keySet().stream()
              .flatMap(topic -> consumer.partitionsFor(topic + ".dead").stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(letter -> missing.remove(name(letter)));
      }
    }
    return missing;
  }

  private static String name(ConsumerRecord<byte[], byte[]> letter) {
    return header(letter, EventHeaders.DEAD_SOURCE)
        + " by "
        + header(letter, EventHeaders.DEAD_CONSUMER);
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
