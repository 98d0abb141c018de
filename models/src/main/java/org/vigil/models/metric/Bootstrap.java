package org.vigil.models.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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
    return interval(cases, statistic, () -> random.ints(cases, 0, cases).toArray());
  }

  /**
   * Draws within each stratum, so that every sample has as many cases of each as the data: with
   * rare findings a plain sample may have none.
   *
   * @param strata of each case, any numbers
   * @param statistic as in {@link #interval}
   */
  public Interval stratified(int[] strata, ToDoubleFunction<int[]> statistic) {
    Random random = new Random(seed);
    int[][] groups =
        IntStream.of(strata)
            .distinct()
            .sorted()
            .mapToObj(s -> IntStream.range(0, strata.length).filter(i -> strata[i] == s).toArray())
            .toArray(int[][]::new);
    return interval(strata.length, statistic, () -> draw(groups, strata.length, random));
  }

  /**
   * Intervals of many statistics on the same samples.
   *
   * @param statistics from the chosen cases' indices to values by name, always the same names; NaN
   *     where one is undefined, which leaves the sample out of that one
   */
  public Map<String, Interval> intervals(
      int cases, Function<int[], Map<String, Double>> statistics) {
    Random random = new Random(seed);
    Map<String, Double> values = statistics.apply(IntStream.range(0, cases).toArray());
    Map<String, double[]> drawn = new LinkedHashMap<>();
    values.keySet().forEach(name -> drawn.put(name, new double[samples]));
    for (int i = 0; i < samples; i++) {
      Map<String, Double> sample = statistics.apply(random.ints(cases, 0, cases).toArray());
      int at = i;
      drawn.forEach((name, all) -> all[at] = sample.get(name));
    }
    Map<String, Interval> intervals = new LinkedHashMap<>();
    values.forEach((name, value) -> intervals.put(name, interval(value, drawn.get(name))));
    return intervals;
  }

  /** The AUC of a finding, drawn within the positives and the negatives. */
  public Interval auc(double[] scores, boolean[] positive) {
    int[] strata = new int[positive.length];
    for (int i = 0; i < strata.length; i++) {
      strata[i] = positive[i] ? 1 : 0;
    }
    return stratified(strata, chosen -> auc(scores, positive, chosen));
  }

  private static double auc(double[] scores, boolean[] positive, int[] chosen) {
    double[] drawn = new double[chosen.length];
    boolean[] flags = new boolean[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      drawn[i] = scores[chosen[i]];
      flags[i] = positive[chosen[i]];
    }
    return Auc.of(drawn, flags).orElse(Double.NaN);
  }

  private static int[] draw(int[][] groups, int cases, Random random) {
    int[] chosen = new int[cases];
    int to = 0;
    for (int[] group : groups) {
      for (int i = 0; i < group.length; i++) {
        chosen[to++] = group[random.nextInt(group.length)];
      }
    }
    return chosen;
  }

  private Interval interval(int cases, ToDoubleFunction<int[]> statistic, Supplier<int[]> sample) {
    double[] values = new double[samples];
    for (int i = 0; i < samples; i++) {
      values[i] = statistic.applyAsDouble(sample.get());
    }
    return interval(statistic.applyAsDouble(IntStream.range(0, cases).toArray()), values);
  }

  private static Interval interval(double value, double[] drawn) {
    double[] sorted = Arrays.stream(drawn).filter(v -> !Double.isNaN(v)).sorted().toArray();
    return new Interval(value, quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
  }

  private static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }
}
