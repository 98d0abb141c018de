package org.vigil.worklist.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigil.worklist.study.BundleName;

/** One line of the worklist. */
public record StudyItem(
    String studyId,
    String kind,
    String site,
    String urgency,
    Optional<Integer> position,
    String reason,
    Instant receivedAt,
    Instant dueAt,
    boolean overdue,
    String state,
    int revision,
    List<Score> scores,
    Optional<BundleName> bundle,
    Optional<String> notice,
    Optional<String> thumbnail) {

  /** A finding's score beside its operating point. */
  public record Score(String finding, double score, double threshold) {}
}
