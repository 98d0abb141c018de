package org.vigil.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Scalar;

/** Swin's attention: scaled products and a learnt bias for every step (Liu et al. 2021, Eq. 4). */
final class TableWindowAttention extends WindowAttention {
  private static final double STD = 0.02; // of first values

  private final NDArray table; // [steps * steps, heads]
  private final NDArray index; // [tokens * tokens]
  private final Linear qkv;
  private final Linear proj;
  private final double scale;

  TableWindowAttention(Build build, Sizes sizes) {
    super(sizes);
    int width = sizes.width();
    Shape shape = new Shape((long) sizes.steps() * sizes.steps(), sizes.heads());
    this.table = learnt("relative_position_bias_table", build.normal(shape, STD));
    this.index = buffer("relative_position_index", build.manager().create(stepIndex(sizes)));
    this.qkv = child("qkv", Linear.gaussian(build, width, 3 * width, STD));
    this.proj = child("proj", Linear.gaussian(build, width, width, STD));
    this.scale = 1 / Math.sqrt((double) width / sizes.heads());
  }

  @Override
  NDArray projected(NDArray tokens) {
    return qkv.forward(tokens);
  }

  @Override
  NDArray fit(NDArray queries, NDArray keys) {
    return Scalar.mul(queries, scale).matMul(keys.transpose(0, 1, 3, 2));
  }

  @Override
  NDArray positionBias() {
    return picked(table, index);
  }

  @Override
  Linear out() {
    return proj;
  }
}
