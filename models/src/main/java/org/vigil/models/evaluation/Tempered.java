package org.vigil.models.evaluation;

import java.util.Arrays;
import org.vigil.models.scoring.Probabilities;
import org.vigil.models.training.Calibration;

/**
 * Temperature scaling of probabilities (Guo et al. 2017): the logits that a probability stands for
 * are divided by the temperature. Undoing one is scaling by its inverse.
 */
final class Tempered {
  private static final double SMALLEST = 1e-12;

  private Tempered() {}

  /** The temperature with the least negative log-likelihood on validation cases. */
  static double fit(ScoredCases cases) {
    return switch (cases.kind()) {
      case EXCLUSIVE ->
          Calibration.temperature(
              Arrays.stream(cases.scores()).map(Tempered::logs).toArray(double[][]::new),
              cases.labels());
      case INDEPENDENT -> {
        int outputs = cases.outputs().size();
        double[][] logits = new double[cases.size() * outputs][];
        int[] labels = new int[logits.length];
        for (int i = 0; i < logits.length; i++) {
          logits[i] = new double[] {logit(cases.scores()[i / outputs][i % outputs])};
          labels[i] = cases.present()[i / outputs][i % outputs] ? 1 : 0;
        }
        yield Calibration.temperature(logits, labels);
      }
    };
  }

  /** The same cases at another temperature. */
  static ScoredCases at(double temperature, ScoredCases cases) {
    return cases.withScores(
        Arrays.stream(cases.scores())
            .map(row -> row(row, temperature, cases.kind()))
            .toArray(double[][]::new));
  }

  private static double[] row(double[] row, double temperature, ScoredCases.Kind kind) {
    return switch (kind) {
      case EXCLUSIVE ->
          Probabilities.softmax(Arrays.stream(logs(row)).map(x -> x / temperature).toArray());
      case INDEPENDENT ->
          Probabilities.sigmoid(Arrays.stream(row).map(p -> logit(p) / temperature).toArray());
    };
  }

  private static double[] logs(double[] row) {
    return Arrays.stream(row).map(p -> Math.log(Math.max(p, SMALLEST))).toArray();
  }

  private static double logit(double p) {
    double inside = Math.clamp(p, SMALLEST, 1 - SMALLEST);
    return Math.log(inside / (1 - inside));
  }
}
