package org.vigil.models.training;

import java.util.Arrays;
import org.vigil.models.scoring.Probabilities;

/**
 * Temperature scaling (Guo et al. 2017): the temperature with the least negative log-likelihood on
 * validation data.
 */
public final class Calibration {
  private static final double COLDEST = 0.2;
  private static final double HOTTEST = 10;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final double CLOSE_ENOUGH = 1e-4;

  private Calibration() {}

  /**
   * @param logits [case][output]
   * @param labels class index per case; with one output, 1 means present
   */
  public static double temperature(double[][] logits, int[] labels) {
    double low = Math.log(COLDEST);
    double high = Math.log(HOTTEST);
    while (high - low > CLOSE_ENOUGH) { // Golden-section search: the likelihood has one maximum.
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (loss(logits, labels, Math.exp(left)) < loss(logits, labels, Math.exp(right))) {
        high = right;
      } else {
        low = left;
      }
    }
    return Math.exp((low + high) / 2);
  }

  private static double loss(double[][] logits, int[] labels, double temperature) {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum -= Math.log(Math.max(1e-300, probability(logits[i], labels[i], temperature)));
    }
    return sum / labels.length;
  }

  private static double probability(double[] logits, int label, double temperature) {
    double[] scaled = Arrays.stream(logits).map(x -> x / temperature).toArray();
    if (scaled.length == 1) {
      double present = Probabilities.sigmoid(scaled)[0];
      return label == 1 ? present : 1 - present;
    }
    return Probabilities.softmax(scaled)[label];
  }
}
