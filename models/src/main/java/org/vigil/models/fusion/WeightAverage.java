package org.vigil.models.fusion;

import java.util.Arrays;

/**
 * The running mean of a network's weights over the last epochs (stochastic weight averaging,
 * Izmailov et al. 2018), or their exponential mean. Batch-norm statistics are to be estimated anew
 * for the averaged weights. Not thread-safe.
 */
public final class WeightAverage {
  private final double decay;
  private double[] mean = new double[0];
  private long count;

  private WeightAverage(double decay) {
    this.decay = decay;
  }

  /** All epochs alike. */
  public static WeightAverage stochastic() {
    return new WeightAverage(Double.NaN);
  }

  /**
   * @param decay share that the old mean keeps, 0 to 1
   */
  public static WeightAverage exponential(double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException("a decay of " + decay);
    }
    return new WeightAverage(decay);
  }

  /**
   * @param weights at the end of an epoch; as many each time
   */
  public void add(double[] weights) {
    if (count == 0) {
      mean = weights.clone();
    } else {
      requireLength(weights.length);
      double share = Double.isNaN(decay) ? 1.0 / (count + 1) : 1 - decay;
      for (int i = 0; i < mean.length; i++) {
        mean[i] += (weights[i] - mean[i]) * share;
      }
    }
    count++;
  }

  /**
   * @throws IllegalStateException before the first {@link #add}
   */
  public double[] average() {
    if (count == 0) {
      throw new IllegalStateException("nothing to average");
    }
    return Arrays.copyOf(mean, mean.length);
  }

  private void requireLength(int length) {
    if (length != mean.length) {
      throw new IllegalArgumentException(length + " weights after " + mean.length);
    }
  }
}
