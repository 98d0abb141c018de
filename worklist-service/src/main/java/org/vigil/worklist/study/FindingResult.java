package org.vigil.worklist.study;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;
import org.vigil.schemas.event.FindingScore;

/**
 * One finding's score with the operating point it came with.
 *
 * @param finding name as the bundle reports it
 * @param code system|code, where there is one
 * @param score calibrated probability, 0 to 1
 * @param threshold operating point in force for the site, 0 to 1
 * @param spread standard deviation over test-time augmentation, where it was made
 */
public record FindingResult(
    String finding,
    Optional<String> code,
    double score,
    double threshold,
    Optional<Double> spread) {

  static FindingResult of(FindingScore event) {
    return new FindingResult(
        event.getFinding(),
        Optional.ofNullable(event.getCode()),
        event.getScore(),
        event.getThreshold(),
        Optional.ofNullable(event.getSpread()));
  }

  /** Whether both numbers are probabilities; a score that is none proves nothing. */
  @JsonIgnore
  public boolean isUsable() {
    return score >= 0 && score <= 1 && threshold >= 0 && threshold <= 1;
  }
}
