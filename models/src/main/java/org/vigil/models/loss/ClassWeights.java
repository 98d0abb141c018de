package org.vigil.models.loss;

import java.util.Arrays;

/** How much each class of an unbalanced data set weighs. */
public final class ClassWeights {
  private ClassWeights() {}

  /**
   * N / (C n_c): classes that are rarer weigh more, and the mean weight of the data is 1
   * (DualRefNet, Eq. 5). A class without cases weighs as one with a single case.
   *
   * @param counts n_c
   */
  public static double[] balanced(int[] counts) {
    double total = Arrays.stream(counts).asLongStream().sum();
    return Arrays.stream(counts)
        .mapToDouble(count -> total / (counts.length * (double) Math.max(1, count)))
        .toArray();
  }

  /** 1 / n_c: how DualRefNet's regularisation weighs a class. */
  public static double[] inverse(int[] counts) {
    return Arrays.stream(counts).mapToDouble(count -> 1.0 / Math.max(1, count)).toArray();
  }
}
