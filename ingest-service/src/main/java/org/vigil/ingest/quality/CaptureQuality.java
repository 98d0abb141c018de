package org.vigil.ingest.quality;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * How well one photograph was taken, for its sender.
 *
 * @param good whether every measure is within its limits
 * @param measures in a fixed order
 */
public record CaptureQuality(boolean good, List<Measured> measures) {

  /**
   * One number and what it should be.
   *
   * @param measure by its word
   * @param value rounded to three decimals
   * @param least limit below, where there is one
   * @param most limit above, where there is one
   * @param hint what to do about it, where it is not within
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Measured(
      String measure,
      double value,
      Optional<Double> least,
      Optional<Double> most,
      Optional<String> hint) {}

  /** What the photographer can do, the most important first. */
  public List<String> hints() {
    return measures.stream().flatMap(measured -> measured.hint().stream()).toList();
  }
}
