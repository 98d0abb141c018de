package org.vigil.models.metric;

import java.util.OptionalDouble;

/**
 * How well one label is told from its absence.
 *
 * @param confusion at the label's threshold
 * @param auc empty without both a positive and a negative
 * @param averagePrecision {@link AveragePrecision#grouped}; empty without a positive
 * @param averagePrecisionByRank {@link AveragePrecision#ranked}; empty without a positive
 */
public record LabelReport(
    Confusion confusion,
    OptionalDouble auc,
    OptionalDouble averagePrecision,
    OptionalDouble averagePrecisionByRank) {

  /**
   * @throws IllegalArgumentException if a score is not a number
   */
  public static LabelReport of(double[] scores, boolean[] positive, double threshold) {
    return new LabelReport(
        Confusion.at(threshold, scores, positive),
        Auc.of(scores, positive),
        AveragePrecision.grouped(scores, positive),
        AveragePrecision.ranked(scores, positive));
  }
}
