package org.vigil.worklist.answer;

import java.time.Instant;
import org.vigil.schemas.event.StudyErased;
import org.vigil.schemas.word.Words;

/** A request for erasure that was taken: every service follows it from its topic. */
public record ErasureAnswer(String studyId, String scope, String reason, String by, Instant at) {

  public static ErasureAnswer of(StudyErased event) {
    return new ErasureAnswer(
        event.getStudyId(),
        Words.of(event.getScope()),
        event.getReason(),
        event.getBy(),
        event.getAt());
  }
}
