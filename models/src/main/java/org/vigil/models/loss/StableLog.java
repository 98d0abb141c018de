package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import org.vigil.models.nn.Scalar;

/**
 * Logarithms of sums of exponentials that neither overflow nor lose the small term. DJL has no
 * logSumExp; its softPlus cuts off above 20.
 */
final class StableLog {

  /** Stands for minus infinity where a mask takes a term out of a sum; finite, so 0 times it is. */
  static final double OUT = -1e30;

  private StableLog() {}

  /** log(1 + e^x) = max(x, 0) + log(1 + e^-|x|), exact at both ends; -log(1 - sigmoid(x)). */
  static NDArray softplus(NDArray x) {
    return Scalar.atLeast(x, 0).add(Activation.softPlus(x.abs().neg()));
  }

  /**
   * log sum_j e^(x_ij).
   *
   * @param x [rows, columns], terms to leave out at {@link #OUT}
   * @return [rows]
   */
  static NDArray logSumExp(NDArray x) {
    NDArray max = x.max(new int[] {1}, true).stopGradient(); // [rows, 1]
    return x.sub(max).exp().sum(new int[] {1}).log().add(max.squeeze(1));
  }
}
