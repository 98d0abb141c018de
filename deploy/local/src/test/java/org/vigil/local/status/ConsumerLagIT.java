package org.vigil.local.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.EmbeddedBroker;
import org.vigil.embedded.ServerLibraries;
import org.vigil.embedded.process.FreePorts;
import org.vigil.platform.event.TopicProvisioning;
import org.vigil.schemas.topic.Topics;

class ConsumerLagIT {
  private static final String TOPIC = Topics.STUDIES_SCORED.name();

  @TempDir Path folder;
  private EmbeddedBroker broker;
  private String servers;

  @BeforeEach
  void start() throws InterruptedException {
    broker =
        EmbeddedBroker.start(
            ServerLibraries.ofCheckout(),
            folder.resolve("data"),
            folder.resolve("log"),
            FreePorts.next());
    servers = broker.bootstrapServers();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      TopicProvisioning.createMissing(admin);
    }
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void transactionMarkersAreNoRecords() throws InterruptedException {
    write(3);
    readAll(3);
    assertEquals(0, lag());

    write(2);
    assertEquals(2, lag());

    readAll(2);
    assertEquals(0, lag());
  }

  @Test
  void aBrokerThatIsAwayGivesNoFigure() throws InterruptedException {
    broker.kill();
    assertEquals(Optional.empty(), ConsumerLag.read(servers));
  }

  private long lag() throws InterruptedException {
    List<GroupLag> groups = ConsumerLag.read(servers).orElseThrow();
    assertEquals(List.of("readers"), groups.stream().map(GroupLag::group).toList());
    return groups.getFirst().records();
  }

  private void write(int records) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", servers, "transactional.id", "writer", "acks", "all");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = 0; i < records; i++) {
        producer.send(new ProducerRecord<>(TOPIC, i % Topics.PARTITIONS, "k", "v"));
      }
      producer.commitTransaction();
    }
  }

  /** Reads so many records and commits behind the last of each partition, as our services do. */
  private void readAll(int records) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", servers,
            "group.id", "readers",
            "enable.auto.commit", false,
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      int read = 0;
      for (int polls = 0; read < records && polls < 60; polls++) {
        read += consumer.poll(Duration.ofSeconds(1)).count();
      }
      assertTrue(read >= records, "read " + read);
      consumer.commitSync();
    }
  }
}
