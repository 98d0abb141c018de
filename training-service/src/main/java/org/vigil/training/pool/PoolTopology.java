package org.vigil.training.pool;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;
import org.vigil.schemas.topic.Topics;

/**
 * The pool's topology:
 *
 * <pre>
 * studies.ready.stat, studies.ready.routine, studies.scored, studies.verdicts, studies.erased
 *     -> cases (store by StudyId)
 * what cannot be read -> (its topic).dead
 * </pre>
 */
public final class PoolTopology {
  static final String CASES = "cases";
  static final String DEAD_LETTERS = "dead-letters";

  /** Topics that have to be there before the topology runs. */
  public static final List<String> SOURCES =
      List.of(
          Topics.STUDIES_READY_STAT.name(),
          Topics.STUDIES_READY_ROUTINE.name(),
          Topics.STUDIES_SCORED.name(),
          Topics.STUDIES_VERDICTS.name(),
          Topics.STUDIES_ERASED.name());

  private PoolTopology() {}

  /**
   * @param listener hears of every change, on the stream's thread, before it is committed
   */
  public static Topology of(PoolListener listener) {
    var cases =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(CASES), Serdes.String(), Serdes.ByteArray())
            .withLoggingEnabled(Map.of())
            .withCachingDisabled();
    return new Topology()
        .addSource(
            "study-events",
            new StringDeserializer(),
            new ByteArrayDeserializer(),
            SOURCES.toArray(String[]::new))
        .addProcessor("case", () -> new CaseProcessor(listener), "study-events")
        .addStateStore(cases, "case")
        .addSink(
            DEAD_LETTERS,
            (key, value, context) -> context.topic() + ".dead",
            new StringSerializer(),
            new ByteArraySerializer(),
            "case");
  }
}
