package org.vigil.worklist.topology;

import java.time.Instant;
import java.util.function.Function;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.codec.UnreadableEventException;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.event.StudyErased;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.event.VerdictGiven;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.study.StudyEntry;

/** Reads a record of any study topic as the change it makes to the study's entry. Thread-safe. */
final class StudyEvents {
  private final EventCodec<StudyReady> ready = EventCodec.of(StudyReady.class);
  private final EventCodec<StudyScored> scored = EventCodec.of(StudyScored.class);
  private final EventCodec<StudyErased> erased = EventCodec.of(StudyErased.class);
  private final EventCodec<VerdictGiven> verdict = EventCodec.of(VerdictGiven.class);

  /**
   * @param seenAt when this service saw the record
   * @throws Unprocessable if the record is no event of its topic
   */
  Function<StudyEntry, StudyEntry> change(
      String topic, String studyId, byte[] value, Instant seenAt) {
    if (topic.equals(Topics.STUDIES_SCORED.name())) {
      StudyScored event = decode(scored, value);
      requireKey(studyId, event.getStudyId());
      return entry -> entry.scored(event, seenAt);
    }
    if (topic.equals(Topics.STUDIES_VERDICTS.name())) {
      VerdictGiven event = decode(verdict, value);
      requireKey(studyId, event.getStudyId());
      return entry -> entry.verdict(event);
    }
    StudyReady event = decode(ready, value);
    requireKey(studyId, event.getStudyId());
    return entry -> entry.ready(event, seenAt);
  }

  /**
   * Whether the record wants its study forgotten.
   *
   * @throws Unprocessable if it is no event of its topic
   */
  boolean erases(String studyId, byte[] value) {
    StudyErased event = decode(erased, value);
    requireKey(studyId, event.getStudyId());
    return event.getScope() == ErasureScope.ERASE;
  }

  private static <T extends org.apache.avro.specific.SpecificRecord> T decode(
      EventCodec<T> codec, byte[] value) {
    if (value == null) {
      throw new Unprocessable("no value");
    }
    try {
      return codec.decode(value);
    } catch (UnreadableEventException e) {
      throw new Unprocessable(e.getMessage());
    }
  }

  private static void requireKey(String key, String studyId) {
    if (!key.equals(studyId)) {
      throw new Unprocessable("the key is not the StudyId of the event");
    }
  }
}
