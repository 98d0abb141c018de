package org.vigil.models.evaluation;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Isotonic calibration (Zadrozny and Elkan 2002, doi 10.1145/775047.775151): the rising step
 * function from score to probability with the least squared error, found by pooling adjacent
 * violators. Between the scores that it was fitted on it goes straight. Thread-safe.
 *
 * @param scores ascending, distinct; not copied
 * @param values ascending, 0 to 1; not copied
 */
public record Isotonic(double[] scores, double[] values) {

  /**
   * @param scores of validation cases
   * @param present of the same cases
   */
  public static Isotonic fit(double[] scores, boolean[] present) {
    if (scores.length == 0 || scores.length != present.length) {
      throw new IllegalArgumentException(scores.length + " scores, " + present.length + " truths");
    }
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    double[] at = new double[order.length];
    double[] weight = new double[order.length];
    double[] mean = new double[order.length];
    int groups = 0;
    for (int i : order) {
      boolean tie = groups > 0 && at[groups - 1] == scores[i];
      int group = tie ? groups - 1 : groups++;
      at[group] = scores[i];
      mean[group] = (mean[group] * weight[group] + (present[i] ? 1 : 0)) / (weight[group] + 1);
      weight[group]++;
    }
    return new Isotonic(
        Arrays.copyOf(at, groups),
        pooled(Arrays.copyOf(mean, groups), Arrays.copyOf(weight, groups)));
  }

  /** Neighbours that fall are replaced by their weighted mean until none does. */
  private static double[] pooled(double[] mean, double[] weight) {
    int[] length = new int[mean.length];
    int blocks = 0;
    for (int i = 0; i < mean.length; i++) {
      mean[blocks] = mean[i];
      weight[blocks] = weight[i];
      length[blocks++] = 1;
      while (blocks > 1 && mean[blocks - 2] >= mean[blocks - 1]) {
        double both = weight[blocks - 2] + weight[blocks - 1];
        mean[blocks - 2] =
            (mean[blocks - 2] * weight[blocks - 2] + mean[blocks - 1] * weight[blocks - 1]) / both;
        weight[blocks - 2] = both;
        length[blocks - 2] += length[blocks - 1];
        blocks--;
      }
    }
    double[] values = new double[mean.length];
    int to = 0;
    for (int block = 0; block < blocks; block++) {
      Arrays.fill(values, to, to + length[block], mean[block]);
      to += length[block];
    }
    return values;
  }

  /** The probability of a score. */
  public double of(double score) {
    int found = Arrays.binarySearch(scores, score);
    if (found >= 0) {
      return values[found];
    }
    int above = -found - 1;
    if (above == 0) {
      return values[0];
    }
    if (above == scores.length) {
      return values[above - 1];
    }
    double share = (score - scores[above - 1]) / (scores[above] - scores[above - 1]);
    return values[above - 1] + share * (values[above] - values[above - 1]);
  }

  /** The probabilities of scores, one by one. */
  public double[] of(double[] others) {
    return Arrays.stream(others).map(this::of).toArray();
  }
}
