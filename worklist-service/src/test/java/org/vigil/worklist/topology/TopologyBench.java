package org.vigil.worklist.topology;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventRecords;
import org.vigil.schemas.topic.Topic;
import org.vigil.worklist.fixture.StudyEvents;
import org.vigil.worklist.ledger.LedgerTotals;
import org.vigil.worklist.policy.PolicyReader;
import org.vigil.worklist.policy.TriagePolicy;
import org.vigil.worklist.study.EntryCodec;
import org.vigil.worklist.study.StudyEntry;

/** The topology without a broker, over a folder that outlives it. */
final class TopologyBench implements AutoCloseable {
  static final TriagePolicy POLICY = PolicyReader.read(Optional.empty());
  static final ReadRetention RETENTION =
      new ReadRetention(Duration.ofDays(30), Duration.ofDays(400), Duration.ofHours(1));
  private static final ByteArraySerializer BYTES = new ByteArraySerializer();

  private final TopologyTestDriver driver;
  private final Map<String, StudyEntry> entries = new HashMap<>();
  private final Map<String, LedgerTotals> totals = new HashMap<>();
  private final RetentionCounts counts = new RetentionCounts();
  private int written;

  TopologyBench(Path state, Instant now) {
    this(state, now, POLICY);
  }

  TopologyBench(Path state, Instant now, TriagePolicy policy) {
    Properties properties = new Properties();
    properties.put("application.id", "test");
    properties.put("bootstrap.servers", "none:1");
    properties.put("state.dir", state.toString());
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    this.driver =
        new TopologyTestDriver(
            WorklistTopology.of(policy, RETENTION, counts, clock), properties, now);
  }

  <T extends SpecificRecord> void send(Topic<T> topic, String key, T event) {
    var record =
        EventRecords.record(topic, key, event, Envelope.of("id", "/vigil/test", StudyEvents.NOON));
    sendRaw(topic.name(), key, record.value());
  }

  void sendRaw(String topic, String key, byte[] value) {
    byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    driver
        .createInputTopic(topic, BYTES, BYTES)
        .pipeInput(new TestRecord<>(keyBytes, value, StudyEvents.NOON));
  }

  /** Puts a study into the topology's store, as if its events had come. */
  void shelve(StudyEntry entry) {
    byte[] json = EntryCodec.of(StudyEntry.class).encode(entry);
    driver.<String, byte[]>getKeyValueStore(StudyShelf.STUDIES).put(entry.studyId(), json);
  }

  /** Starts from another bench's studies, as a restarted instance does from its state. */
  void takeStudiesFrom(TopologyBench other) {
    KeyValueStore<String, byte[]> studies = driver.getKeyValueStore(StudyShelf.STUDIES);
    KeyValueStore<String, byte[]> theirs = other.driver.getKeyValueStore(StudyShelf.STUDIES);
    try (var all = theirs.all()) {
      all.forEachRemaining(study -> studies.put(study.key, study.value));
    }
  }

  void passSecond() {
    pass(Duration.ofSeconds(1));
  }

  /** Lets time pass, and a round through the studies with it. */
  void pass(Duration time) {
    driver.advanceWallClockTime(time);
    for (int i = 0; i < 5; i++) { // A round begins soon, and takes a slice at a time.
      driver.advanceWallClockTime(Duration.ofMillis(100));
    }
  }

  /** How many studies are in the topology's own store. */
  int kept() {
    return size(StudyShelf.STUDIES);
  }

  /** Of how many studies it is remembered that they left. */
  int remembered() {
    return size(StudyShelf.DEPARTURES);
  }

  private int size(String store) {
    int size = 0;
    try (KeyValueIterator<String, byte[]> all =
        driver.<String, byte[]>getKeyValueStore(store).all()) {
      while (all.hasNext()) {
        all.next();
        size++;
      }
    }
    return size;
  }

  RetentionCounts counts() {
    return counts;
  }

  /** The entry of a study as the compacted topic has it now. */
  Optional<StudyEntry> entry(String name) {
    for (KeyValue<String, byte[]> written : drain(InternalTopics.ENTRIES)) {
      this.written++;
      if (written.value == null) {
        entries.remove(written.key);
      } else {
        entries.put(written.key, EntryCodec.of(StudyEntry.class).decode(written.value));
      }
    }
    return Optional.ofNullable(entries.get(StudyEvents.id(name)));
  }

  /** How many entries were ever sent on. */
  int written() {
    entry("");
    return written;
  }

  LedgerTotals totals() {
    for (KeyValue<String, byte[]> written : drain(InternalTopics.LEDGER)) {
      totals.put(written.key, EntryCodec.of(LedgerTotals.class).decode(written.value));
    }
    return totals.values().stream().reduce(LedgerTotals.NONE, LedgerTotals::plus);
  }

  List<KeyValue<String, byte[]>> drain(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readKeyValuesToList()
        .stream()
        .map(
            kv ->
                KeyValue.pair(
                    kv.key == null ? null : new String(kv.key, StandardCharsets.UTF_8), kv.value))
        .toList();
  }

  @Override
  public void close() {
    driver.close();
  }
}
