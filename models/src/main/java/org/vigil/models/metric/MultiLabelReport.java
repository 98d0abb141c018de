package org.vigil.models.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How well a model names any number of labels per case (CTransCNN, Eq. 19-24): {@code C} measures
 * are means over the labels, {@code O} measures come from the counts of all labels together.
 *
 * @param labels one report per label
 * @param overall the counts of all labels together
 * @param microAuc AUC of all scores of all labels together
 * @param subsetAccuracy share of the cases whose label set is exactly right
 */
public record MultiLabelReport(
    List<LabelReport> labels, Confusion overall, OptionalDouble microAuc, double subsetAccuracy) {

  /**
   * @param scores [case][label]
   * @param present [case][label]
   * @param thresholds one per label; a label is reported from there on
   * @throws IllegalArgumentException if there is no case, or a score is not a number
   */
  public static MultiLabelReport of(double[][] scores, boolean[][] present, double[] thresholds) {
    if (scores.length == 0 || scores.length != present.length) {
      throw new IllegalArgumentException(
          "scores of " + scores.length + " cases, labels of " + present.length);
    }
    if (scores[0].length != thresholds.length || present[0].length != thresholds.length) {
      throw new IllegalArgumentException(
          "scores of %d labels, %d known, %d thresholds"
              .formatted(scores[0].length, present[0].length, thresholds.length));
    }
    List<LabelReport> labels = new ArrayList<>(thresholds.length);
    Confusion overall = new Confusion(0, 0, 0, 0);
    for (int label = 0; label < thresholds.length; label++) {
      LabelReport report =
          LabelReport.of(Columns.of(scores, label), Columns.of(present, label), thresholds[label]);
      labels.add(report);
      overall = overall.plus(report.confusion());
    }
    OptionalDouble micro = Auc.of(Columns.all(scores), Columns.all(present));
    return new MultiLabelReport(
        List.copyOf(labels), overall, micro, exact(scores, present, thresholds));
  }

  private static double exact(double[][] scores, boolean[][] present, double[] thresholds) {
    int exact = 0;
    for (int i = 0; i < scores.length; i++) {
      boolean right = true;
      for (int label = 0; label < thresholds.length; label++) {
        right &= scores[i][label] >= thresholds[label] == present[i][label];
      }
      exact += right ? 1 : 0;
    }
    return (double) exact / scores.length;
  }

  /** Mean over the labels whose AUC is defined. */
  public OptionalDouble macroAuc() {
    return Scores.meanOfDefined(labels.stream().map(LabelReport::auc));
  }

  /** mAP with tied scores entering together. */
  public OptionalDouble meanAveragePrecision() {
    return Scores.meanOfDefined(labels.stream().map(LabelReport::averagePrecision));
  }

  /** mAP by rank. */
  public OptionalDouble meanAveragePrecisionByRank() {
    return Scores.meanOfDefined(labels.stream().map(LabelReport::averagePrecisionByRank));
  }

  /** CP: mean precision. */
  public double classPrecision() {
    return mean(Confusion::precision);
  }

  /** CR: mean recall. */
  public double classRecall() {
    return mean(Confusion::recall);
  }

  /** CF1: mean of the labels' F1 (Eq. 23). */
  public double classF1() {
    return mean(Confusion::f1);
  }

  /** The harmonic mean of CP and CR, which the paper's Table 9 shows as CF1. */
  public double classF1OfMeans() {
    return Scores.harmonic(classPrecision(), classRecall());
  }

  /** Share of the single yes-or-no answers that is right. */
  public double hammingAccuracy() {
    return (double) (overall.truePositives() + overall.trueNegatives()) / overall.total();
  }

  private double mean(ToDoubleFunction<Confusion> measure) {
    return labels.stream().map(LabelReport::confusion).mapToDouble(measure).average().orElse(0);
  }
}
