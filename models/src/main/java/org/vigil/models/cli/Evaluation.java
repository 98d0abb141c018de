package org.vigil.models.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.vigil.models.bundle.BundleManifest.Activation;
import org.vigil.models.metric.Auc;
import org.vigil.models.metric.Bootstrap;
import org.vigil.models.metric.Interval;
import org.vigil.models.scoring.Probabilities;

/**
 * How well logits fit labels.
 *
 * @param findings names of the outputs
 * @param activation how logits become probabilities
 * @param logits [case][output]
 * @param labels class index per case; with one output, 1 means present
 */
record Evaluation(List<String> findings, Activation activation, double[][] logits, int[] labels) {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(1000, 20_240_601);

  /** Calibrated probabilities of one finding. */
  double[] scores(int finding, double temperature) {
    return IntStream.range(0, labels.length)
        .mapToDouble(i -> probabilities(logits[i], temperature)[finding])
        .toArray();
  }

  /** Which cases have a finding. */
  boolean[] present(int finding) {
    int label = findings.size() == 1 ? 1 : finding;
    boolean[] present = new boolean[labels.length];
    for (int i = 0; i < present.length; i++) {
      present[i] = labels[i] == label;
    }
    return present;
  }

  private double[] probabilities(double[] row, double temperature) {
    double[] scaled =
        IntStream.range(0, row.length).mapToDouble(i -> row[i] / temperature).toArray();
    return activation == Activation.SOFTMAX
        ? Probabilities.softmax(scaled)
        : Probabilities.sigmoid(scaled);
  }

  /**
   * Mean of the findings' AUCs; findings without a positive or without a negative are left out.
   *
   * @throws IllegalStateException if no finding has both
   */
  double meanAuc() {
    return IntStream.range(0, findings.size())
        .mapToObj(f -> Auc.of(scores(f, 1), present(f)))
        .flatMapToDouble(OptionalDouble::stream)
        .average()
        .orElseThrow(() -> new IllegalStateException("no finding has positives and negatives"));
  }

  /**
   * All values by name, with intervals over cases.
   *
   * @param temperature of the calibration; it changes a softmax's ranking a little
   */
  Map<String, Interval> intervals(double temperature) {
    Map<String, Interval> all = new LinkedHashMap<>();
    for (int f = 0; f < findings.size(); f++) {
      all.put("auc." + findings.get(f), aucInterval(scores(f, temperature), present(f)));
    }
    int[] predicted = predictions();
    all.put("accuracy", BOOTSTRAP.interval(labels.length, cases -> accuracy(predicted, cases)));
    all.put(
        "balanced_accuracy",
        BOOTSTRAP.interval(labels.length, cases -> balancedAccuracy(predicted, cases)));
    return all;
  }

  static Interval aucInterval(double[] scores, boolean[] present) {
    return BOOTSTRAP.interval(
        scores.length,
        cases -> {
          double[] s = new double[cases.length];
          boolean[] p = new boolean[cases.length];
          for (int i = 0; i < cases.length; i++) {
            s[i] = scores[cases[i]];
            p[i] = present[cases[i]];
          }
          return Auc.of(s, p).orElse(Double.NaN);
        });
  }

  private int[] predictions() {
    return IntStream.range(0, labels.length).map(i -> prediction(logits[i])).toArray();
  }

  private static int prediction(double[] row) {
    if (row.length == 1) {
      return row[0] >= 0 ? 1 : 0;
    }
    int best = 0;
    for (int i = 1; i < row.length; i++) {
      if (row[i] > row[best]) {
        best = i;
      }
    }
    return best;
  }

  private double accuracy(int[] predicted, int[] cases) {
    int right = 0;
    for (int i : cases) {
      right += predicted[i] == labels[i] ? 1 : 0;
    }
    return (double) right / cases.length;
  }

  private double balancedAccuracy(int[] predicted, int[] cases) {
    int classes = Math.max(2, findings.size());
    int[] right = new int[classes];
    int[] total = new int[classes];
    for (int i : cases) {
      total[labels[i]]++;
      right[labels[i]] += predicted[i] == labels[i] ? 1 : 0;
    }
    return IntStream.range(0, classes)
        .filter(c -> total[c] > 0)
        .mapToDouble(c -> (double) right[c] / total[c])
        .average()
        .orElse(Double.NaN);
  }
}
