package org.vigil.worklist.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigil.worklist.study.Verdict;

/** A verdict as clients see it. */
public record VerdictAnswer(
    String verdictId,
    String reader,
    Optional<String> diagnosis,
    List<Verdict.Finding> findings,
    Optional<String> note,
    Instant givenAt,
    Optional<String> amends,
    int revision,
    boolean withdrawn) {

  public static VerdictAnswer of(Verdict verdict) {
    return new VerdictAnswer(
        verdict.verdictId(),
        verdict.reader(),
        verdict.diagnosis(),
        verdict.findings(),
        verdict.note(),
        verdict.givenAt(),
        verdict.amends(),
        verdict.revision(),
        verdict.withdrawn());
  }
}
