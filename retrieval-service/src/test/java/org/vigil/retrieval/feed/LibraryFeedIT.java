package org.vigil.retrieval.feed;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.EmbeddedServers;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventRecords;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.index.CaseLibrary;
import org.vigil.retrieval.index.TestEvents;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.event.VerdictGiven;
import org.vigil.schemas.topic.Topics;

class LibraryFeedIT {
  private static final int STUDIES = 3_000;
  private static final int BAD = 3;
  private static final long SEED = 42;
  private static final Duration LIMIT = Duration.ofSeconds(180);
  private static final EmbeddingSpace SPACE = EmbeddingSpace.parse(TestEvents.SPACE);
  private static final EmbeddingSpace LATER = EmbeddingSpace.parse("chest-xray/2.0");

  @TempDir static Path servers;
  @TempDir Path index;
  private static EmbeddedServers running;
  private static String bootstrap;

  @BeforeAll
  static void start() throws Exception {
    running = EmbeddedServers.start(servers);
    EmbeddedStack.provision(running);
    bootstrap = running.broker().bootstrapServers();
    produce();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void killedAtAnyMomentItEndsWithExactlyWhatKafkaSays() throws Exception {
    for (int stopAfter : List.of(1, 400, 1_500)) {
      killOnceItHas(index, stopAfter);
    }
    assertIsWhatKafkaSays(index);
  }

  @Test
  void killedWithItsDiskLostItStartsFromASnapshotAndEndsWithExactlyWhatKafkaSays()
      throws Exception {
    killOnceItHas(index.resolve("first"), 900);
    Path fresh = index.resolve("fresh");
    boolean restored = FeedProcess.snapshots(running.store().endpoint().toString()).restore(fresh);
    assertTrue(restored, "no snapshot was whole");
    assertIsWhatKafkaSays(fresh);
  }

  private static void assertIsWhatKafkaSays(Path folder) throws Exception {
    try (CaseLibrary library = CaseLibrary.open(folder)) {
      try (LibraryFeed feed = FeedProcess.feed(bootstrap, library)) {
        feed.start();
        await().atMost(LIMIT).until(feed::isCaughtUp);
      }
      assertEquals(STUDIES, library.size());
      assertEquals(STUDIES - (STUDIES + 6) / 7, library.size(SPACE));
      assertEquals(
          IntStream.range(0, STUDIES).filter(i -> isEmbedded(i) && i % 7 != 0).count(),
          library.size(LATER));
      assertEquals(64, library.width(SPACE).orElseThrow());
      assertEquals(48, library.width(LATER).orElseThrow());
      for (int i = 0; i < STUDIES; i++) {
        var study = library.study("s" + i).orElseThrow();
        assertEquals(i % 7 != 0, study.isOpen(), "seed " + SEED + ", study " + i);
        if (study.isOpen()) {
          boolean later = library.vector(LATER, "s" + i).isPresent();
          assertEquals(isEmbedded(i), later, "seed " + SEED + ", study " + i);
          boolean confirmed = study.verdict().isPresent();
          assertEquals(i % 3 == 0, confirmed, "seed " + SEED + ", study " + i);
        }
      }
      assertEquals(ends(), library.position());
    }
  }

  @Test
  void recordsOfNoUseGoToTheirDeadLetterTopicsAndStopNothing() throws Exception {
    long before = count(Topics.STUDIES_SCORED.deadLetterName());
    try (CaseLibrary library = CaseLibrary.open(index);
        LibraryFeed feed = FeedProcess.feed(bootstrap, library)) {
      feed.start();
      await().atMost(LIMIT).until(feed::isCaughtUp);
      assertEquals(BAD, feed.deadLetters());
      assertEquals(STUDIES, library.size());
    }
    assertEquals(before + BAD, count(Topics.STUDIES_SCORED.deadLetterName()));
  }

  /** Starts a feed in its own process and kills it as soon as it shows that many studies. */
  private void killOnceItHas(Path folder, int studies) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                FeedProcess.class.getName(),
                bootstrap,
                folder.toString(),
                running.store().endpoint().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int seen = 0;
      for (String line = out.readLine(); line != null && seen < studies; line = out.readLine()) {
        seen = line.matches("\\d+") ? Integer.parseInt(line) : seen;
      }
      assertTrue(seen >= studies, "the feed ended by itself at " + seen);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static void produce() throws Exception {
    Random random = new Random(SEED);
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all");
    List<Future<?>> sent = new ArrayList<>();
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < STUDIES; i++) {
        if (i % 1_000 == 500) {
          sent.add(producer.send(bad(i, random)));
        }
        sent.add(
            producer.send(
                scored(TestEvents.scored("s" + i, "oslo", TestEvents.random(random, 64)))));
        if (isEmbedded(i)) {
          sent.add(producer.send(embedded(i, random)));
        }
        if (i == STUDIES / 2) {
          sent.add(producer.send(promoted()));
        }
        if (i % 3 == 0) {
          sent.add(producer.send(verdict(TestEvents.verdict("s" + i, "ann", "Normal", 1))));
        }
        if (i % 7 == 0) {
          sent.add(producer.send(erased("s" + i)));
        }
      }
      for (Future<?> one : sent) {
        one.get();
      }
    }
  }

  /** Bytes that are no event, a NaN, and another width than its space has. */
  private static ProducerRecord<String, byte[]> bad(int i, Random random) {
    return switch (i / 1_000) {
      case 0 -> new ProducerRecord<>(Topics.STUDIES_SCORED.name(), "bad", new byte[] {1, 2, 3});
      case 1 -> scored(TestEvents.scored("bad", "oslo", List.of(Float.NaN)));
      default -> scored(TestEvents.scored("bad", "oslo", TestEvents.random(random, 65)));
    };
  }

  /** Whether the archive's embedding in the later space has come as far as this study. */
  private static boolean isEmbedded(int i) {
    return i % 5 != 0;
  }

  private static ProducerRecord<String, byte[]> embedded(int i, Random random) {
    String id = "s" + i;
    StudyScored event =
        StudyScored.newBuilder(TestEvents.scored(id, "oslo", TestEvents.random(random, 64)))
            .setShadow(TestEvents.outcome(id, LATER.toString(), TestEvents.random(random, 48)))
            .build();
    return EventRecords.record(
        Topics.STUDIES_EMBEDDED, id, event, Envelope.about(id, id, "/vigil/test", Instant.EPOCH));
  }

  /** The switch, in the middle of it all. */
  private static ProducerRecord<String, byte[]> promoted() {
    BundlePromoted event =
        BundlePromoted.newBuilder()
            .setSlot(LATER.slot())
            .setActive(new BundleRef(LATER.slot(), LATER.version(), "d".repeat(64)))
            .setBy("test")
            .setPromotedAt(Instant.EPOCH)
            .build();
    return EventRecords.record(
        Topics.MODELS_ACTIVE,
        LATER.slot(),
        event,
        Envelope.of("promoted", "/vigil/test", Instant.EPOCH));
  }

  private static ProducerRecord<String, byte[]> scored(StudyScored event) {
    String id = event.getStudyId();
    return EventRecords.record(
        Topics.STUDIES_SCORED, id, event, Envelope.about(id, id, "/vigil/test", Instant.EPOCH));
  }

  private static ProducerRecord<String, byte[]> verdict(VerdictGiven event) {
    String id = event.getStudyId();
    return EventRecords.record(
        Topics.STUDIES_VERDICTS, id, event, Envelope.about(id, id, "/vigil/test", Instant.EPOCH));
  }

  private static ProducerRecord<String, byte[]> erased(String id) {
    return EventRecords.record(
        Topics.STUDIES_ERASED,
        id,
        TestEvents.erased(id, ErasureScope.WITHDRAW_REUSE),
        Envelope.about(id, id, "/vigil/test", Instant.EPOCH));
  }

  private static Map<String, Long> ends() throws Exception {
    Map<String, Long> ends = new TreeMap<>();
    for (String topic :
        Set.of(
            Topics.STUDIES_SCORED.name(),
            Topics.STUDIES_EMBEDDED.name(),
            Topics.STUDIES_VERDICTS.name(),
            Topics.STUDIES_ERASED.name())) {
      for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
        ends.put(topic + "-" + partition, end(topic, partition));
      }
    }
    return ends;
  }

  private static long count(String topic) throws Exception {
    long count = 0;
    for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
      count += end(topic, partition);
    }
    return count;
  }

  private static long end(String topic, int partition) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      TopicPartition wanted = new TopicPartition(topic, partition);
      return admin
          .listOffsets(Map.of(wanted, OffsetSpec.latest()))
          .partitionResult(wanted)
          .get()
          .offset();
    }
  }
}
