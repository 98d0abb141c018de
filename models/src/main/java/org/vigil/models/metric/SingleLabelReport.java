package org.vigil.models.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How well a model names the one class of each case; its answer is the first largest probability.
 *
 * @param matrix cases by [true class][answer]
 * @param classes one report per class against all others; the reports' confusion is that of the
 *     answers, not of a threshold
 */
public record SingleLabelReport(long[][] matrix, List<LabelReport> classes) {

  /**
   * @param labels true class of each case
   * @param probabilities [case][class]; need not sum to 1
   * @throws IllegalArgumentException if there is no case, a label is no class, or a probability is
   *     not a number
   */
  public static SingleLabelReport of(int[] labels, double[][] probabilities) {
    if (labels.length == 0 || labels.length != probabilities.length) {
      throw new IllegalArgumentException(
          "labels of " + labels.length + " cases, probabilities of " + probabilities.length);
    }
    int classes = probabilities[0].length;
    int[] answers = Arrays.stream(probabilities).mapToInt(Columns::largest).toArray();
    long[][] matrix = new long[classes][classes];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException("label " + labels[i] + " of " + classes + " classes");
      }
      matrix[labels[i]][answers[i]]++;
    }
    List<LabelReport> reports = new ArrayList<>(classes);
    for (int k = 0; k < classes; k++) {
      reports.add(report(labels, answers, Columns.of(probabilities, k), k));
    }
    return new SingleLabelReport(matrix, List.copyOf(reports));
  }

  private static LabelReport report(int[] labels, int[] answers, double[] scores, int k) {
    boolean[] positive = Columns.equalTo(labels, k);
    return new LabelReport(
        Confusion.of(Columns.equalTo(answers, k), positive),
        Auc.of(scores, positive),
        AveragePrecision.grouped(scores, positive),
        AveragePrecision.ranked(scores, positive));
  }

  /** Cases of a class. */
  public long support(int k) {
    return Arrays.stream(matrix[k]).sum();
  }

  private long total() {
    return Arrays.stream(matrix).flatMapToLong(Arrays::stream).sum();
  }

  private long right() {
    long right = 0;
    for (int k = 0; k < matrix.length; k++) {
      right += matrix[k][k];
    }
    return right;
  }

  /** Share of right answers; also micro precision, recall and F1. */
  public double accuracy() {
    return (double) right() / total();
  }

  /** Mean sensitivity over the classes that the cases have. */
  public double balancedAccuracy() {
    return Scores.meanOfDefined(classes.stream().map(c -> c.confusion().sensitivity())).orElse(0);
  }

  /** Cohen's kappa: agreement beyond chance. Empty where chance alone agrees always (one class). */
  public OptionalDouble kappa() {
    double total = total();
    double chance = 0;
    for (LabelReport report : classes) {
      Confusion c = report.confusion();
      double labelled = c.truePositives() + c.falseNegatives();
      double answered = c.truePositives() + c.falsePositives();
      chance += labelled / total * (answered / total);
    }
    return chance < 1
        ? OptionalDouble.of((accuracy() - chance) / (1 - chance))
        : OptionalDouble.empty();
  }

  /** Mean over all classes, alike. */
  public double macro(ToDoubleFunction<Confusion> measure) {
    return classes.stream().map(LabelReport::confusion).mapToDouble(measure).average().orElse(0);
  }

  /** Mean over the classes, weighted by their cases. */
  public double weighted(ToDoubleFunction<Confusion> measure) {
    double sum = 0;
    for (int k = 0; k < matrix.length; k++) {
      sum += support(k) * measure.applyAsDouble(classes.get(k).confusion());
    }
    return sum / total();
  }

  /** Mean over the classes whose AUC (one against the rest) is defined. */
  public OptionalDouble macroAuc() {
    return Scores.meanOfDefined(classes.stream().map(LabelReport::auc));
  }

  /** Mean over the classes whose average precision is defined. */
  public OptionalDouble meanAveragePrecision() {
    return Scores.meanOfDefined(classes.stream().map(LabelReport::averagePrecision));
  }
}
