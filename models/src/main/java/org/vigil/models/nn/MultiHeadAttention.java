package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * Attention of tokens to tokens, [batch, tokens, width], with the parameter names of {@code
 * torch.nn.MultiheadAttention} ({@code in_proj_weight}, {@code out_proj}).
 */
public final class MultiHeadAttention extends Module {
  private final NDArray weight; // [3 width, width]: queries, keys, values
  private final NDArray bias; // [3 width]
  private final Linear out;
  private final int width;
  private final int heads;

  /**
   * @param heads divides the width
   */
  public MultiHeadAttention(Build build, int width, int heads) {
    double bound = Math.sqrt(6.0 / (4 * width)); // Xavier over [width] to [3 width]
    this.weight = learnt("in_proj_weight", build.uniform(new Shape(3L * width, width), bound));
    this.bias = learnt("in_proj_bias", build.zeros(new Shape(3L * width)));
    this.out = child("out_proj", new Linear(build, width, width));
    this.width = width;
    this.heads = heads;
  }

  /** Self-attention. */
  @Override
  public NDArray forward(NDArray x) {
    return forward(x, x);
  }

  /**
   * Attention of one sequence to another.
   *
   * @param queries [batch, tokens, width]
   * @param source [batch, others, width], read through keys and values
   * @return [batch, tokens, width]
   */
  public NDArray forward(NDArray queries, NDArray source) {
    NDArray mixed = weights(queries, source).matMul(part(source, 2)); // [batch, heads, tokens, .]
    return out.forward(mixed.transpose(0, 2, 1, 3).reshape(queries.getShape()));
  }

  /** How much each query reads of each source token: [batch, heads, tokens, others], rows sum 1. */
  public NDArray weights(NDArray queries, NDArray source) {
    double scale = 1 / Math.sqrt((double) width / heads);
    NDArray keys = part(source, 1).transpose(0, 1, 3, 2);
    return part(queries, 0).mul(scale).matMul(keys).softmax(-1);
  }

  /** Queries (0), keys (1) or values (2): [batch, heads, tokens, width / heads]. */
  private NDArray part(NDArray x, int index) {
    NDIndex rows = new NDIndex().addSliceDim((long) index * width, (index + 1L) * width);
    NDArray projected =
        ai.djl.nn.core.Linear.linear(x, weight.get(rows), bias.get(rows)).singletonOrThrow();
    Shape shape = x.getShape();
    return projected
        .reshape(shape.get(0), shape.get(1), heads, width / heads)
        .transpose(0, 2, 1, 3);
  }
}
