package org.vigil.worklist.study;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigil.schemas.event.Abstained;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyScored;

/** What a model said of a study: scores, or that it has none and why. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "word")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ModelWord.Scores.class, name = "scores"),
  @JsonSubTypes.Type(value = ModelWord.Silence.class, name = "silence")
})
public sealed interface ModelWord {

  /** The study revision that was looked at. */
  int revision();

  /** When it was said. */
  Instant at();

  /** Who said it; a silence may have no author. */
  Optional<BundleName> by();

  static ModelWord of(StudyScored event) {
    Object outcome = event.getOutcome();
    if (outcome instanceof Scored scored) {
      return scores(event, scored);
    }
    Abstained abstained = (Abstained) outcome;
    return new Silence(
        event.getRevision(),
        event.getScoredAt(),
        Optional.ofNullable(abstained.getBundle()).map(BundleName::of),
        abstained.getReason(),
        abstained.getDetail());
  }

  private static Scores scores(StudyScored event, Scored scored) {
    return new Scores(
        event.getRevision(),
        event.getScoredAt(),
        Optional.of(BundleName.of(scored.getBundle())),
        scored.getFindings().stream().map(FindingResult::of).toList(),
        scored.getPreprocessing(),
        scored.getThresholdsVersion(),
        List.copyOf(scored.getInputsUsed()),
        List.copyOf(scored.getInputsMissing()));
  }

  /** Whether this word replaces an earlier one: later revision, or said later of the same. */
  default boolean supersedes(ModelWord earlier) {
    return revision() > earlier.revision()
        || (revision() == earlier.revision() && at().isAfter(earlier.at()));
  }

  /**
   * Scores.
   *
   * @param preprocessing version of the model's preprocessing
   * @param inputsUsed ImageIds, and metadata as {@code metadata.<name>}
   */
  record Scores(
      int revision,
      Instant at,
      Optional<BundleName> by,
      List<FindingResult> findings,
      String preprocessing,
      String thresholdsVersion,
      List<String> inputsUsed,
      List<String> inputsMissing)
      implements ModelWord {}

  /**
   * No scores.
   *
   * @param reason one of a fixed list, such as {@code no-model}
   * @param detail for people
   */
  record Silence(int revision, Instant at, Optional<BundleName> by, String reason, String detail)
      implements ModelWord {}
}
