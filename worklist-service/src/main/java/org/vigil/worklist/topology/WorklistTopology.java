package org.vigil.worklist.topology;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.policy.TriagePolicy;

/**
 * The worklist's topology:
 *
 * <pre>
 * studies.ready.stat, studies.ready.routine, studies.scored, studies.verdicts,
 * studies.erased
 *     -> studies, study-departures (stores by StudyId) -> worklist.entries
 * studies.ledger
 *     -> ledger-images (store by ImageId), ledger-totals -> worklist.ledger
 * what cannot be read -> (its topic).dead
 * </pre>
 */
public final class WorklistTopology {
  private static final List<String> STUDY_SOURCES =
      List.of(
          Topics.STUDIES_READY_STAT.name(),
          Topics.STUDIES_READY_ROUTINE.name(),
          Topics.STUDIES_SCORED.name(),
          Topics.STUDIES_VERDICTS.name(),
          Topics.STUDIES_ERASED.name());

  /** The topics that it reads. */
  public static final List<String> SOURCES =
      Stream.concat(STUDY_SOURCES.stream(), Stream.of(Topics.STUDIES_LEDGER.name())).toList();

  static final String ENTRIES = "entries";
  static final String LEDGER = "ledger";
  static final String STUDY_DEAD_LETTERS = "study-dead-letters";
  static final String LEDGER_DEAD_LETTERS = "ledger-dead-letters";

  private WorklistTopology() {}

  /**
   * @param clock tells when events were seen; no study was received later than that
   */
  public static Topology of(
      TriagePolicy policy, ReadRetention retention, RetentionListener listener, Clock clock) {
    Topology topology = new Topology();
    addStudies(topology, () -> new StudyProcessor(policy, retention, listener, clock));
    addLedger(topology);
    return topology;
  }

  private static void addStudies(
      Topology topology, ProcessorSupplier<byte[], byte[], byte[], byte[]> study) {
    topology
        .addSource(
            "study-events",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            STUDY_SOURCES.toArray(String[]::new))
        .addProcessor("study", study, "study-events")
        .addStateStore(store(StudyShelf.STUDIES), "study")
        .addStateStore(store(StudyShelf.DEPARTURES), "study")
        .addSink(
            ENTRIES,
            InternalTopics.ENTRIES,
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            "study")
        .addSink(
            STUDY_DEAD_LETTERS,
            ofSource(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            "study");
  }

  private static void addLedger(Topology topology) {
    topology
        .addSource(
            "ledger-events",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            Topics.STUDIES_LEDGER.name())
        .addProcessor("ledger-count", LedgerProcessor::new, "ledger-events")
        .addStateStore(store(LedgerProcessor.IMAGES), "ledger-count")
        .addStateStore(store(LedgerProcessor.TOTALS), "ledger-count")
        .addSink(
            LEDGER,
            InternalTopics.LEDGER,
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            "ledger-count")
        .addSink(
            LEDGER_DEAD_LETTERS,
            ofSource(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            "ledger-count");
  }

  /** The dead-letter topic of the topic that a record came from. */
  private static TopicNameExtractor<byte[], byte[]> ofSource() {
    return (key, value, context) -> context.topic() + ".dead";
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(Map.of())
        .withCachingDisabled();
  }
}
