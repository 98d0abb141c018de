package org.vigil.worklist.topology;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.vigil.worklist.policy.TriagePolicy;
import org.vigil.worklist.study.EntryCodec;
import org.vigil.worklist.study.StudyEntry;

/**
 * Applies each event to its study's entry, places it by the policy, and sends the entry on when it
 * changed. After a start it places again what an earlier policy had placed.
 */
final class StudyProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  static final String STORE = "studies";
  private static final Duration SOON = Duration.ofMillis(100);

  private final TriagePolicy policy;
  private final Clock clock;
  private final StudyEvents events = new StudyEvents();
  private final EntryCodec<StudyEntry> codec = EntryCodec.of(StudyEntry.class);
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<String, byte[]> studies;
  private Cancellable replacement;

  StudyProcessor(TriagePolicy policy, Clock clock) {
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    this.studies = context.getStateStore(STORE);
    this.replacement =
        context.schedule(SOON, PunctuationType.WALL_CLOCK_TIME, this::placeAgainOnce);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    try {
      apply(record);
    } catch (Unprocessable e) {
      context.forward(
          e.deadLetter(record, context.recordMetadata().orElseThrow()),
          WorklistTopology.STUDY_DEAD_LETTERS);
    }
  }

  private void apply(Record<byte[], byte[]> record) {
    String studyId = Unprocessable.text(record.key());
    String topic = context.recordMetadata().orElseThrow().topic();
    Function<StudyEntry, StudyEntry> change =
        events.change(topic, studyId, record.value(), clock.instant());
    byte[] stored = studies.get(studyId);
    StudyEntry before = stored == null ? StudyEntry.unknown(studyId) : codec.decode(stored);
    StudyEntry after = policy.place(change.apply(before));
    if (!after.equals(before)) {
      keep(after, record.timestamp());
    }
  }

  private void keep(StudyEntry entry, long timestamp) {
    byte[] json = codec.encode(entry);
    studies.put(entry.studyId(), json);
    if (entry.isKnown()) {
      byte[] key = entry.studyId().getBytes(StandardCharsets.UTF_8);
      context.forward(
          new Record<>(key, json, timestamp, new RecordHeaders()), WorklistTopology.ENTRIES);
    }
  }

  private void placeAgainOnce(long timestamp) {
    replacement.cancel();
    List<StudyEntry> moved = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = studies.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> stored = all.next();
        StudyEntry before = codec.decode(stored.value);
        StudyEntry after = policy.place(before);
        if (!after.equals(before)) {
          moved.add(after);
        }
      }
    }
    moved.forEach(entry -> keep(entry, timestamp));
  }
}
