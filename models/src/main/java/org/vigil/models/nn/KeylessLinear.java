package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * An affine map to queries, keys and values, [..., width] to [..., 3 width], whose keys have no
 * bias: the middle third of {@code bias} counts as 0 whatever it holds (Liu et al. 2022, Swin V2;
 * torchvision keeps the full vector).
 */
public final class KeylessLinear extends Layer {
  private final NDArray weight; // [3 width, width]
  private final NDArray bias; // [3 width]
  private final int width;

  /**
   * @param std of the first weights
   */
  public KeylessLinear(Build build, int width, double std) {
    this.weight = learnt("weight", build.normal(new Shape(3L * width, width), std));
    this.bias = learnt("bias", build.zeros(new Shape(3L * width)));
    this.width = width;
  }

  @Override
  public NDArray forward(NDArray x) {
    NDArray queries = bias.get(new NDIndex().addSliceDim(0, width));
    NDArray keys = x.getManager().zeros(new Shape(width), bias.getDataType());
    NDArray values = bias.get(new NDIndex().addSliceDim(2L * width, 3L * width));
    NDArray effective = NDArrays.concat(new NDList(queries, keys, values));
    return ai.djl.nn.core.Linear.linear(x, weight, effective).singletonOrThrow();
  }
}
