package org.vigil.worklist.topology;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.vigil.worklist.study.Departure;
import org.vigil.worklist.study.EntryCodec;
import org.vigil.worklist.study.StudyEntry;

/**
 * The studies of one partition, and what is left of those that went. Whatever changes here goes out
 * to the entries topic. Not thread-safe.
 */
final class StudyShelf {
  static final String STUDIES = "studies";
  static final String DEPARTURES = "study-departures";

  private final EntryCodec<StudyEntry> entries = EntryCodec.of(StudyEntry.class);
  private final EntryCodec<Departure> departures = EntryCodec.of(Departure.class);
  private final ProcessorContext<byte[], byte[]> context;
  private final KeyValueStore<String, byte[]> studies;
  private final KeyValueStore<String, byte[]> gone;

  StudyShelf(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    this.studies = context.getStateStore(STUDIES);
    this.gone = context.getStateStore(DEPARTURES);
  }

  Optional<StudyEntry> entry(String studyId) {
    return Optional.ofNullable(studies.get(studyId)).map(entries::decode);
  }

  Optional<Departure> departure(String studyId) {
    return Optional.ofNullable(gone.get(studyId)).map(departures::decode);
  }

  void keep(StudyEntry entry, long timestamp) {
    byte[] json = entries.encode(entry);
    studies.put(entry.studyId(), json);
    if (entry.isKnown()) {
      send(entry.studyId(), json, timestamp);
    }
  }

  /** Lets a read study go. */
  void dismiss(StudyEntry entry, long timestamp) {
    String studyId = entry.studyId();
    int earlier = departure(studyId).map(Departure::revision).orElse(0);
    Departure departure = Departure.of(entry, earlier, Instant.ofEpochMilli(timestamp));
    gone.put(studyId, departures.encode(departure));
    studies.delete(studyId);
    if (entry.isKnown()) {
      send(studyId, null, timestamp);
    }
  }

  /** Lets an erased study go, known or not, so that no later event brings it back. */
  void erase(String studyId, long timestamp) {
    Optional<StudyEntry> known = entry(studyId);
    Departure departure = Departure.erased(Instant.ofEpochMilli(timestamp));
    gone.put(studyId, departures.encode(departure));
    studies.delete(studyId);
    if (known.filter(StudyEntry::isKnown).isPresent()) {
      send(studyId, null, timestamp);
    }
  }

  /** Forgets that a study was here. */
  void forget(String studyId) {
    gone.delete(studyId);
  }

  private void send(String studyId, byte[] json, long timestamp) {
    byte[] key = studyId.getBytes(StandardCharsets.UTF_8);
    context.forward(
        new Record<>(key, json, timestamp, new RecordHeaders()), WorklistTopology.ENTRIES);
  }

  /** A walk over the studies. */
  StoreWalk<StudyEntry> studies() {
    return new StoreWalk<>(studies, entries);
  }

  /** A walk over the departures. */
  StoreWalk<Departure> departures() {
    return new StoreWalk<>(gone, departures);
  }
}
