package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Layer normalisation over the channels of each pixel, [batch, channels, h, w] to the same. */
public final class LayerNorm2d extends Layer {
  private final NDArray weight; // [channels]
  private final NDArray bias; // [channels]
  private final Shape width;
  private final float eps;

  public LayerNorm2d(Build build, int channels, double eps) {
    this.width = new Shape(channels);
    this.weight = learnt("weight", build.ones(width));
    this.bias = learnt("bias", build.zeros(width));
    this.eps = (float) eps;
  }

  @Override
  public NDArray forward(NDArray x) {
    NDArray last = x.transpose(0, 2, 3, 1);
    return ai.djl.nn.norm.LayerNorm.layerNorm(last, width, weight, bias, eps)
        .singletonOrThrow()
        .transpose(0, 3, 1, 2);
  }
}
