package org.vigil.training.feedback;

import java.util.Map;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.StudyErased;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.event.VerdictGiven;
import org.vigil.schemas.topic.Topic;
import org.vigil.schemas.topic.Topics;

/** What each topic's events do to a case. Thread-safe. */
public final class CaseEvents {
  private final Map<String, Change> changes =
      Map.of(
          Topics.STUDIES_READY_STAT.name(),
          change(Topics.STUDIES_READY_STAT, StudyReady::getStudyId, LabelledCase::with),
          Topics.STUDIES_READY_ROUTINE.name(),
          change(Topics.STUDIES_READY_ROUTINE, StudyReady::getStudyId, LabelledCase::with),
          Topics.STUDIES_SCORED.name(),
          change(Topics.STUDIES_SCORED, StudyScored::getStudyId, LabelledCase::with),
          Topics.STUDIES_VERDICTS.name(),
          change(Topics.STUDIES_VERDICTS, VerdictGiven::getStudyId, LabelledCase::with),
          Topics.STUDIES_ERASED.name(),
          change(Topics.STUDIES_ERASED, StudyErased::getStudyId, LabelledCase::with));

  private interface Change {
    LabelledCase apply(LabelledCase before, byte[] event);
  }

  private static <T extends SpecificRecord> Change change(
      Topic<T> topic,
      java.util.function.Function<T, String> study,
      BiFunction<LabelledCase, T, LabelledCase> with) {
    EventCodec<T> codec = EventCodec.of(topic.type());
    return (before, bytes) -> {
      T event = codec.decode(bytes);
      if (!study.apply(event).equals(before.studyId())) {
        throw new IllegalArgumentException("the event's study is not its key");
      }
      return with.apply(before, event);
    };
  }

  /**
   * The case after an event.
   *
   * @throws org.vigil.schemas.codec.UnreadableEventException if the bytes are no such event
   * @throws IllegalArgumentException if the event is of another study
   */
  public LabelledCase apply(String topic, LabelledCase before, byte[] event) {
    return changes.get(topic).apply(before, event);
  }
}
