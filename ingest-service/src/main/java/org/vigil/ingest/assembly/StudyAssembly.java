package org.vigil.ingest.assembly;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;
import org.vigil.platform.event.EventSerde;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.topic.Topic;
import org.vigil.schemas.topic.Topics;

/**
 * The topology that makes studies of images: images.normalised to studies.ready.* and the ledger.
 */
public final class StudyAssembly {
  /** State store: StudyId to {@link Draft}. */
  static final String DRAFTS = "drafts";

  /**
   * State store: StudyId to the millisecond at which its quiet period ends, for studies that wait.
   */
  static final String TIMERS = "timers";

  /** State store: when which revision may be forgotten ({@link Departures}). */
  static final String DEPARTURES = "departures";

  private static final String SOURCE = "images";
  private static final String INTAKE = "intake";
  private static final String DEAD = Topics.IMAGES_NORMALISED.deadLetterName();
  private static final String ASSEMBLER = "assembler";

  private StudyAssembly() {}

  /**
   * @param quietPeriods by kind: how long nothing may follow before a study is complete
   * @param retention how long assembled studies are remembered
   */
  public static Topology topology(
      Map<StudyKind, Duration> quietPeriods, AssemblyRetention retention, LateImages lateImages) {
    Topology topology = new Topology();
    topology.addSource(
        SOURCE,
        Serdes.String().deserializer(),
        Serdes.ByteArray().deserializer(),
        Topics.IMAGES_NORMALISED.name());
    topology.addProcessor(INTAKE, () -> new Intake(ASSEMBLER, DEAD), SOURCE);
    topology.addProcessor(
        ASSEMBLER, () -> new Assembler(quietPeriods, retention, lateImages), INTAKE);
    topology.addSink(
        DEAD, DEAD, Serdes.String().serializer(), Serdes.ByteArray().serializer(), INTAKE);
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(DRAFTS), Serdes.String(), new DraftSerde()),
        ASSEMBLER);
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(TIMERS), Serdes.String(), Serdes.Long()),
        ASSEMBLER);
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(DEPARTURES), Serdes.String(), Serdes.Long()),
        ASSEMBLER);
    addSink(topology, Topics.STUDIES_READY_STAT);
    addSink(topology, Topics.STUDIES_READY_ROUTINE);
    addSink(topology, Topics.STUDIES_LEDGER);
    return topology;
  }

  private static void addSink(Topology topology, Topic<?> topic) {
    topology.addSink(
        topic.name(),
        topic.name(),
        Serdes.String().serializer(),
        EventSerde.of(topic).serializer(),
        ASSEMBLER);
  }

  /** The sink of a ready study. */
  static String readySink(Priority priority) {
    return Topics.studiesReady(priority).name();
  }
}
