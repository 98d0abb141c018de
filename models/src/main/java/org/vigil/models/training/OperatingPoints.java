package org.vigil.models.training;

import java.util.Arrays;

/** Thresholds from validation scores. */
public final class OperatingPoints {
  private OperatingPoints() {}

  /**
   * The highest threshold at which at least a share of the positives scores at or above it.
   *
   * @param sensitivity above 0, at most 1
   * @throws IllegalArgumentException without positives
   */
  public static double forSensitivity(double[] scores, boolean[] positive, double sensitivity) {
    double[] positives = new double[scores.length];
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      if (positive[i]) {
        positives[count++] = scores[i];
      }
    }
    if (count == 0) {
      throw new IllegalArgumentException("no positives to find a threshold from");
    }
    double[] sorted = Arrays.copyOf(positives, count);
    Arrays.sort(sorted);
    int needed = (int) Math.ceil(sensitivity * count);
    return sorted[count - needed];
  }
}
