package org.vigil.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topics;

class EmbeddedServersIT {
  private static final String TOPIC = Topics.STUDIES_VERDICTS.name();
  private static final ObjectKey KEY = ObjectKeys.images("raw/test/a");

  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedSurvivesAKill() throws Exception {
    try (EmbeddedServers servers = EmbeddedServers.start(folder)) {
      ObjectStore store = EmbeddedStack.store(EmbeddedStack.provision(servers));
      byte[] bytes = "pixels".getBytes(StandardCharsets.UTF_8);
      store.put(KEY, bytes, "image/png");
      produce(servers.broker().bootstrapServers());

      servers.broker().kill();
      servers.store().kill();
      assertFalse(store.isReachable());
      servers.broker().restart();
      servers.store().restart();

      assertArrayEquals(bytes, store.get(KEY));
      assertEquals(List.of(KEY), store.list(KEY.bucket(), "raw/"));
      assertEquals("kept", read(servers.broker().bootstrapServers()));
    }
  }

  @Test
  void closingEndsTheProcesses() {
    EmbeddedServers servers = EmbeddedServers.start(folder);
    assertTrue(servers.broker().process().isAlive());
    servers.close();
    assertFalse(servers.broker().process().isAlive());
    assertFalse(servers.store().process().isAlive());
  }

  private static void produce(String bootstrap) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, 0, "s1", "kept")).get();
    }
  }

  private static String read(String bootstrap) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      for (int i = 0; i < 30; i++) {
        var records = consumer.poll(Duration.ofSeconds(1)).records(partition);
        if (!records.isEmpty()) {
          return records.get(0).value();
        }
      }
      return "nothing";
    }
  }
}
