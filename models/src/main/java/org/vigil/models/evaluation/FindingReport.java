package org.vigil.models.evaluation;

import java.util.List;
import java.util.Map;
import org.vigil.models.metric.Interval;

/**
 * How well one output is told.
 *
 * @param finding its name
 * @param positives cases that have it
 * @param negatives cases that have it not
 * @param threshold at or above which it counts as present, chosen on validation cases
 * @param measures AUC, average precision, sensitivity, specificity, predictive values, F1
 * @param operatingPoints for chosen sensitivities, with what they came to on these cases
 * @param calibration of its probability
 * @param reliability how often each bin of probability is right
 * @param roc the curve
 * @param decisions net benefit
 */
public record FindingReport(
    String finding,
    long positives,
    long negatives,
    double threshold,
    Map<String, Interval> measures,
    List<OperatingPoint> operatingPoints,
    CalibrationReport calibration,
    List<ReliabilityBin> reliability,
    List<RocPoint> roc,
    DecisionCurve decisions) {

  /**
   * @param wanted sensitivity on validation cases
   * @param threshold that reaches it there
   * @param sensitivity on these cases, NaN without positives
   * @param specificity on these cases, NaN without negatives
   */
  public record OperatingPoint(
      double wanted, double threshold, double sensitivity, double specificity) {}

  /**
   * @param cases in the bin
   * @param confidence mean probability
   * @param observed share that has the finding
   */
  public record ReliabilityBin(long cases, double confidence, double observed) {}

  /**
   * @param falsePositiveRate 1 - specificity
   * @param truePositiveRate sensitivity
   */
  public record RocPoint(double falsePositiveRate, double truePositiveRate) {}
}
