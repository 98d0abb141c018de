package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.vigil.models.nn.Module;

/**
 * Leaves a residual branch out for a random share of the batch in training, and enlarges it for the
 * others (Huang et al. 2016; CTransCNN, section 4.4).
 */
final class StochasticDepth extends Module {
  private final double rate;

  /**
   * @param rate share left out, 0 to below 1
   */
  StochasticDepth(double rate) {
    this.rate = rate;
  }

  @Override
  public NDArray forward(NDArray branch) {
    if (!isTraining() || rate == 0) {
      return branch;
    }
    long[] shape = new long[branch.getShape().dimension()];
    java.util.Arrays.fill(shape, 1);
    shape[0] = branch.getShape().get(0);
    NDArray draws = branch.getManager().randomUniform(0, 1, new Shape(shape));
    NDArray kept = draws.gte(rate).toType(branch.getDataType(), false);
    return branch.mul(kept.div(1 - rate));
  }
}
