package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** An affine map of the last dimension, [..., in] to [..., out], as {@code torch.nn.Linear}. */
public final class Linear extends Layer {
  private final NDArray weight; // [out, in]
  private final NDArray bias; // [out], or null for a linear map

  public Linear(Build build, int in, int out) {
    this(
        build.uniform(new Shape(out, in), 1 / Math.sqrt(in)),
        build.uniform(new Shape(out), 1 / Math.sqrt(in)));
  }

  /** A linear map, without a bias. */
  public static Linear withoutBias(Build build, int in, int out) {
    NDArray weight = build.uniform(new Shape(out, in), 1 / Math.sqrt(in));
    return new Linear(weight, null);
  }

  /** Starts with weights of N(0, std^2) and a bias of 0. */
  public static Linear gaussian(Build build, int in, int out, double std) {
    return new Linear(build.normal(new Shape(out, in), std), build.zeros(new Shape(out)));
  }

  private Linear(NDArray weight, NDArray bias) {
    this.weight = learnt("weight", weight);
    this.bias = bias == null ? null : learnt("bias", bias);
  }

  @Override
  public NDArray forward(NDArray x) {
    return ai.djl.nn.core.Linear.linear(x, weight, bias).singletonOrThrow();
  }
}
