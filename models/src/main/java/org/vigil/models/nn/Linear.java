package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** An affine map of the last dimension, [..., in] to [..., out], as {@code torch.nn.Linear}. */
public final class Linear extends Module {
  private final NDArray weight; // [out, in]
  private final NDArray bias; // [out], or null for a linear map

  public Linear(Build build, int in, int out) {
    this(build, in, out, true);
  }

  /** A linear map, without a bias. */
  public static Linear withoutBias(Build build, int in, int out) {
    return new Linear(build, in, out, false);
  }

  private Linear(Build build, int in, int out, boolean biased) {
    double bound = 1 / Math.sqrt(in);
    this.weight = learnt("weight", build.uniform(new Shape(out, in), bound));
    this.bias = biased ? learnt("bias", build.uniform(new Shape(out), bound)) : null;
  }

  @Override
  public NDArray forward(NDArray x) {
    return ai.djl.nn.core.Linear.linear(x, weight, bias).singletonOrThrow();
  }
}
