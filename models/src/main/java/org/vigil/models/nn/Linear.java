package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** An affine map of the last dimension, [..., in] to [..., out], as {@code torch.nn.Linear}. */
public final class Linear extends Module {
  private final NDArray weight; // [out, in]
  private final NDArray bias; // [out]

  public Linear(Build build, int in, int out) {
    double bound = 1 / Math.sqrt(in);
    this.weight = learnt("weight", build.uniform(new Shape(out, in), bound));
    this.bias = learnt("bias", build.uniform(new Shape(out), bound));
  }

  @Override
  public NDArray forward(NDArray x) {
    return ai.djl.nn.core.Linear.linear(x, weight, bias).singletonOrThrow();
  }
}
