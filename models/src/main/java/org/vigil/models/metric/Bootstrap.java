package org.vigil.models.metric;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Percentile bootstrap over cases: 95% of the statistic's values on samples drawn with replacement
 * lie inside.
 *
 * @param samples how many samples are drawn
 * @param seed of the draws; the same seed gives the same interval
 */
public record Bootstrap(int samples, long seed) {
  private static final double TAIL = 0.025;

  /**
   * @param cases number of cases
   * @param statistic from the chosen cases' indices to a value; NaN where it is undefined, which
   *     leaves the sample out
   */
  public Interval interval(int cases, ToDoubleFunction<int[]> statistic) {
    Random random = new Random(seed);
    double[] values = new double[samples];
    for (int i = 0; i < samples; i++) {
      values[i] = statistic.applyAsDouble(random.ints(cases, 0, cases).toArray());
    }
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int[] all = new int[cases];
    Arrays.setAll(all, i -> i);
    return new Interval(
        statistic.applyAsDouble(all), quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
  }

  private static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }
}
