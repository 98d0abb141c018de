package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * Leaves a residual branch out for a random share of the batch in training and enlarges it for the
 * others (Huang et al. 2016, doi 10.1007/978-3-319-46493-0_39). Draws from the engine's generator.
 */
public final class StochasticDepth extends Layer {
  private final double rate;

  /**
   * @param rate share of the cases that lose the branch, from 0 to below 1
   */
  public StochasticDepth(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("stochastic depth rate " + rate + " is not in [0, 1)");
    }
    this.rate = rate;
  }

  @Override
  public NDArray forward(NDArray branch) {
    if (!isTraining() || rate == 0) {
      return branch;
    }
    long[] perCase = new long[branch.getShape().dimension()];
    Arrays.fill(perCase, 1);
    perCase[0] = branch.getShape().get(0);
    NDArray draws = branch.getManager().randomUniform(0, 1, new Shape(perCase));
    return branch.mul(Scalar.div(draws.gte(rate).toType(branch.getDataType(), false), 1 - rate));
  }
}
