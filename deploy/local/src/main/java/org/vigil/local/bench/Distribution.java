package org.vigil.local.bench;

import java.util.Arrays;
import java.util.Collection;

/**
 * How long something took, milliseconds. Percentiles are by nearest rank: each is a time that was
 * measured.
 */
public record Distribution(int count, double mean, double p50, double p95, double p99, double max) {

  /** All zero when there are no times. */
  public static Distribution of(Collection<Double> millis) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      return new Distribution(0, 0, 0, 0, 0, 0);
    }
    return new Distribution(
        sorted.length,
        Arrays.stream(sorted).average().orElseThrow(),
        rank(sorted, 0.50),
        rank(sorted, 0.95),
        rank(sorted, 0.99),
        sorted[sorted.length - 1]);
  }

  private static double rank(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
