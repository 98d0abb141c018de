package org.vigil.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.EmbeddedServers;
import org.vigil.platform.access.Caller;
import org.vigil.platform.access.Callers;
import org.vigil.platform.audit.Act;
import org.vigil.platform.audit.AuditCourier;
import org.vigil.platform.audit.AuditDesk;
import org.vigil.platform.audit.AuditEntry;
import org.vigil.platform.audit.AuditJournal;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.event.TopicProvisioning;
import org.vigil.platform.event.WholeTopic;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.AuditRecorded;
import org.vigil.schemas.topic.Topics;

/** {@code ./vigil audit} against a real broker whose records somebody tampered with. */
@Timeout(300)
class AuditCommandsIT {
  private static final int RECORDS = 12;
  private static final Callers NOBODY_SIGNED_ON =
      new Callers() {
        @Override
        public Caller current() {
          return Caller.LOCAL;
        }

        @Override
        public boolean signOn() {
          return false;
        }

        @Override
        public Optional<String> bearer() {
          return Optional.empty();
        }

        @Override
        public Optional<Instant> until() {
          return Optional.empty();
        }
      };

  @TempDir static Path folder;
  private static EmbeddedServers servers;
  private static String broker;
  private static List<ConsumerRecord<String, byte[]>> written;

  @BeforeAll
  static void recordSomeAccesses() throws Exception {
    servers = EmbeddedServers.start(Files.createDirectories(folder.resolve("servers")));
    broker = servers.broker().bootstrapServers();
    try (Admin admin = Admin.create(kafka().clientProperties())) {
      TopicProvisioning.createMissing(admin);
    }
    AuditJournal journal = new AuditJournal(folder.resolve("journal"), 1 << 20);
    AuditDesk desk =
        new AuditDesk(
            journal, NOBODY_SIGNED_ON, "vigil-test", new SimpleMeterRegistry(), Clock.systemUTC());
    for (int i = 1; i <= RECORDS; i++) {
      desk.record(AuditEntry.of(Act.STUDY_OPENED).study("study-" + i).signedBy("dr-" + i % 3));
    }
    AuditCourier courier =
        new AuditCourier(
            journal, "vigil-test", () -> EventPublisher.connect(kafka(), Duration.ofSeconds(30)));
    courier.start();
    written = List.of();
    while (written.size() < RECORDS) {
      written = read(Topics.AUDIT.name());
    }
    courier.close();
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  void whatNobodyTouchedVerifies() {
    Answer answer = vigil("audit", "verify", "--kafka", broker);
    assertEquals(0, answer.status(), answer.text());
    assertTrue(answer.text().contains("12 records in 1 chains: all as they were written"));
  }

  @Test
  void aChangedRecordIsFoundAndNamed() throws Exception {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>(written);
    AuditRecorded said = EventCodec.of(AuditRecorded.class).decode(records.get(4).value());
    said.put("act", "image-shown");
    byte[] changed = EventCodec.of(AuditRecorded.class).encode(said);
    assertFound("changed: record 5 of " + writer(), records, Optional.of(changed));
  }

  @Test
  void aRemovedRecordIsFoundAndNamed() throws Exception {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>(written);
    records.remove(6);
    assertFound("removed: record 7 of " + writer(), records, Optional.empty());
  }

  @Test
  void twoRecordsThatChangedPlacesAreFoundAndNamed() throws Exception {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>(written);
    Collections.swap(records, 2, 3);
    assertFound(
        "reordered: record 3 of " + writer() + " stands behind a later one",
        records,
        Optional.empty());
  }

  @Test
  void anEndThatIsGoneIsFoundByTheHeadsOfAnEarlierCheck() throws Exception {
    Path heads = folder.resolve("heads.json");
    assertEquals(
        0, vigil("audit", "verify", "--kafka", broker, "--heads", heads.toString()).status());
    String topic = write(written.subList(0, 9), Optional.empty());
    Answer answer =
        vigil("audit", "verify", "--kafka", broker, "--heads", heads.toString(), "--topic", topic);
    assertEquals(1, answer.status());
    assertTrue(answer.text().contains("removed: records 10 to 12 of"), answer.text());
    assertTrue(
        Files.readString(heads).contains("\"sequence\" : 12"), "heads of a clean check stay");
  }

  @Test
  void theListTellsWhoDidWhatToAStudy() {
    Answer answer = vigil("audit", "list", "--kafka", broker, "--study", "study-7");
    assertEquals(0, answer.status());
    assertTrue(answer.text().contains("study-opened  dr-1  study study-7"), answer.text());
    assertFalse(answer.text().contains("study-8"));
    Answer fhir = vigil("audit", "list", "--kafka", broker, "--agent", "dr-2", "--fhir");
    assertEquals(4, fhir.text().lines().count());
    assertTrue(fhir.text().lines().allMatch(l -> l.contains("\"resourceType\":\"AuditEvent\"")));
  }

  private static String writer() {
    return written.getFirst().key();
  }

  private static void assertFound(
      String line, List<ConsumerRecord<String, byte[]>> records, Optional<byte[]> fifth)
      throws Exception {
    Answer answer = vigil("audit", "verify", "--kafka", broker, "--topic", write(records, fifth));
    assertEquals(1, answer.status());
    assertEquals(List.of(line), answer.text().lines().limit(1).toList());
    assertTrue(answer.text().contains(": 1 faults"), answer.text());
  }

  /** Writes records into a topic of their own, the fifth perhaps with other bytes. */
  private static String write(List<ConsumerRecord<String, byte[]>> records, Optional<byte[]> fifth)
      throws Exception {
    String topic = "tampered-" + UUID.randomUUID();
    try (Admin admin = Admin.create(kafka().clientProperties())) {
      admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1))).all().get();
    }
    try (var producer =
        new KafkaProducer<>(
            kafka().clientProperties(), new StringSerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < records.size(); i++) {
        ConsumerRecord<String, byte[]> from = records.get(i);
        byte[] value = i == 4 ? fifth.orElse(from.value()) : from.value();
        producer
            .send(new ProducerRecord<>(topic, from.partition(), from.key(), value, from.headers()))
            .get();
      }
    }
    return topic;
  }

  private static List<ConsumerRecord<String, byte[]>> read(String topic) {
    List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
    WholeTopic.read(kafka().clientProperties(), topic, all::add);
    return all;
  }

  private static KafkaSettings kafka() {
    return new KafkaSettings() {
      @Override
      public String bootstrapServers() {
        return broker;
      }

      @Override
      public Map<String, String> client() {
        return Map.of();
      }
    };
  }

  private record Answer(int status, String text) {}

  private static Answer vigil(String... arguments) {
    StringWriter out = new StringWriter();
    int status =
        VigilCommand.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute(arguments);
    return new Answer(status, out.toString());
  }
}
