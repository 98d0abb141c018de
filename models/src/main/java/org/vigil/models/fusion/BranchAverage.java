package org.vigil.models.fusion;

import java.util.Arrays;

/**
 * A weighted sum of the branches' outputs.
 *
 * @param weights one per branch
 */
public record BranchAverage(double... weights) {

  /** All branches alike: JIF-MMFA's "All", and every test-time average. */
  public static BranchAverage mean(int branches) {
    double[] weights = new double[branches];
    Arrays.fill(weights, 1.0 / branches);
    return new BranchAverage(weights);
  }

  /**
   * @param branches [branch][case][column]
   * @return [case][column]
   */
  public double[][] of(double[][]... branches) {
    if (branches.length != weights.length) {
      throw new IllegalArgumentException(
          branches.length + " branches, " + weights.length + " weights");
    }
    double[][] sums = new double[branches[0].length][];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = new double[branches[0][i].length];
      for (int branch = 0; branch < branches.length; branch++) {
        addTo(sums[i], weights[branch], branches[branch][i]);
      }
    }
    return sums;
  }

  /**
   * CTransCNN at test time: sigmoid(weight cnn + (1 - weight) transformer).
   *
   * @param weight of the convolutional branch; 0.9 in the paper
   * @param cnn logits, [case][label]
   * @param transformer logits, [case][label]
   * @return probabilities, [case][label]
   */
  public static double[][] cTransCnn(double weight, double[][] cnn, double[][] transformer) {
    double[][] logits = new BranchAverage(weight, 1 - weight).of(cnn, transformer);
    for (double[] row : logits) {
      for (int i = 0; i < row.length; i++) {
        row[i] = 1 / (1 + Math.exp(-row[i]));
      }
    }
    return logits;
  }

  static void addTo(double[] sum, double weight, double[] row) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * row[i];
    }
  }
}
