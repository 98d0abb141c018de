package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Layer normalisation over the last dimension, [..., width], as {@code torch.nn.LayerNorm}. */
public final class LayerNorm extends Layer {
  private final NDArray weight; // [width]
  private final NDArray bias; // [width]
  private final Shape width;
  private final float eps;

  public LayerNorm(Build build, int width, double eps) {
    this.width = new Shape(width);
    this.weight = learnt("weight", build.ones(this.width));
    this.bias = learnt("bias", build.zeros(this.width));
    this.eps = (float) eps;
  }

  @Override
  public NDArray forward(NDArray x) {
    return ai.djl.nn.norm.LayerNorm.layerNorm(x, width, weight, bias, eps).singletonOrThrow();
  }
}
