package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Every token reads every other, [batch, tokens, width], with the parameter names of {@code
 * torch.nn.MultiheadAttention} ({@code in_proj_weight}, {@code out_proj}).
 */
public final class MultiHeadAttention extends Layer {
  private final NDArray weight; // [3 width, width]: queries, keys, values
  private final NDArray bias; // [3 width]
  private final Linear out;
  private final int width;
  private final int heads;
  private boolean fused;

  /**
   * @param heads divides the width
   */
  public MultiHeadAttention(Build build, int width, int heads) {
    if (width % heads != 0) {
      throw new IllegalArgumentException(heads + " heads do not divide a width of " + width);
    }
    double bound = Math.sqrt(6.0 / (4 * width)); // Xavier over [width] to [3 width]
    this.weight = learnt("in_proj_weight", build.uniform(new Shape(3L * width, width), bound));
    this.bias = learnt("in_proj_bias", build.zeros(new Shape(3L * width)));
    this.out = child("out_proj", new Linear(build, width, width));
    this.width = width;
    this.heads = heads;
  }

  @Override
  public NDArray forward(NDArray x) {
    NDArray all = projected(x);
    NDArray mixed = mixed(all); // [batch, heads, tokens, width / heads]
    return out.forward(mixed.transpose(0, 2, 1, 3).reshape(x.getShape()));
  }

  private NDArray mixed(NDArray all) {
    if (!fused || JniUtils.isGradMode()) {
      return weights(all).matMul(all.get(2));
    }
    try (IValue keys = EngineFunctions.value(all.get(1));
        IValue values = EngineFunctions.value(all.get(2))) {
      return EngineFunctions.call("attend", all.get(0), keys, values);
    }
  }

  /** Has the engine mix tokens without an array of all pairs of them. For inference only. */
  void fuse() {
    fused = true;
  }

  /** How much each token reads of each: [batch, heads, tokens, tokens], rows sum to 1. */
  public NDArray attention(NDArray x) {
    return weights(projected(x));
  }

  private NDArray weights(NDArray projected) {
    double scale = 1 / Math.sqrt((double) width / heads);
    return Scalar.mul(projected.get(0), scale)
        .matMul(projected.get(1).transpose(0, 1, 3, 2))
        .softmax(-1);
  }

  /** Queries, keys and values: [3, batch, heads, tokens, width / heads]. */
  private NDArray projected(NDArray x) {
    NDArray all = ai.djl.nn.core.Linear.linear(x, weight, bias).singletonOrThrow();
    Shape shape = x.getShape();
    return all.reshape(shape.get(0), shape.get(1), 3, heads, width / heads)
        .transpose(2, 0, 3, 1, 4);
  }
}
