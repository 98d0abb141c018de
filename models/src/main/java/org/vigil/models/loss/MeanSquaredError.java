package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;

/** Mean over all elements of (output - target)^2; DualRefNet, Eq. 6, on pictures of 0 to 1. */
public final class MeanSquaredError implements Loss {
  @Override
  public NDArray of(NDArray outputs, NDArray targets) {
    Shapes.requireSame(outputs, targets);
    NDArray difference = outputs.sub(targets);
    return difference.mul(difference).mean();
  }
}
