package org.vigil.retrieval.feed;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.vigil.platform.event.DeadLetters;
import org.vigil.retrieval.index.LibraryChanges;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.codec.UnreadableEventException;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.StudyErased;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.event.VerdictGiven;
import org.vigil.schemas.topic.Topics;

/** Sorts records into changes of the library, and those that are of no use into dead letters. */
final class EventIntake {
  private static final String SCORED = Topics.STUDIES_SCORED.name();
  private static final String EMBEDDED = Topics.STUDIES_EMBEDDED.name();
  private static final String VERDICTS = Topics.STUDIES_VERDICTS.name();
  private static final String ERASED = Topics.STUDIES_ERASED.name();

  private final EventCodec<StudyScored> scored = EventCodec.of(StudyScored.class);
  private final EventCodec<VerdictGiven> verdicts = EventCodec.of(VerdictGiven.class);
  private final EventCodec<StudyErased> erasures = EventCodec.of(StudyErased.class);
  private final EventCodec<BundlePromoted> promotions = EventCodec.of(BundlePromoted.class);
  private final ActiveSpaces active;

  EventIntake(ActiveSpaces active) {
    this.active = active;
  }

  /** Adds what records say to the changes; returns the dead letters of those that say nothing. */
  List<ProducerRecord<byte[], byte[]>> take(
      Iterable<ConsumerRecord<byte[], byte[]>> records, LibraryChanges changes) {
    List<ProducerRecord<byte[], byte[]>> dead = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        take(record, changes);
      } catch (UnreadableEventException | IllegalArgumentException e) {
        dead.add(DeadLetters.of(record, "retrieval", String.valueOf(e.getMessage())));
      }
    }
    return dead;
  }

  private void take(ConsumerRecord<byte[], byte[]> record, LibraryChanges changes) {
    if (record.value() == null) {
      throw new IllegalArgumentException("a record without an event");
    }
    if (record.topic().equals(SCORED)) {
      changes.scored(scored.decode(record.value()));
    } else if (record.topic().equals(EMBEDDED)) {
      changes.embedded(scored.decode(record.value()));
    } else if (record.topic().equals(VERDICTS)) {
      changes.verdict(verdicts.decode(record.value()));
    } else if (record.topic().equals(ERASED)) {
      changes.erased(erasures.decode(record.value()));
    } else {
      active.promoted(promotions.decode(record.value()));
    }
  }
}
