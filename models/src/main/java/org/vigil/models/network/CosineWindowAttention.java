package org.vigil.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.KeylessLinear;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Scalar;
import org.vigil.models.nn.Sequential;

/**
 * Swin V2's attention: cosines, scaled by a learnt number per head, and a bias that a small network
 * computes from the step's logarithm (Liu et al. 2022, section 3.2-3.3).
 */
final class CosineWindowAttention extends WindowAttention {
  private static final double STD = 0.02; // of first values
  private static final double EPS = 1e-12; // least length of a query or key
  private static final float LARGEST_LOGIT = (float) Math.log(100);
  private static final int HIDDEN = 512;
  private static final int LARGEST_BIAS = 16;
  private static final double LARGEST_STEP = 8; // steps are scaled to -8..8 before the logarithm

  private final NDArray logitScale; // [heads, 1, 1]
  private final NDArray coordinates; // [1, steps, steps, 2]
  private final NDArray index; // [tokens * tokens]
  private final KeylessLinear qkv;
  private final Linear proj;
  private final Sequential positions;
  private final Sizes sizes;

  CosineWindowAttention(Build build, Sizes sizes) {
    super(sizes);
    this.sizes = sizes;
    int width = sizes.width();
    NDArray ten = build.manager().full(new Shape(sizes.heads(), 1, 1), (float) Math.log(10));
    this.logitScale = learnt("logit_scale", ten);
    Shape grid = new Shape(1, sizes.steps(), sizes.steps(), 2);
    this.coordinates =
        buffer("relative_coords_table", build.manager().create(logarithms(sizes), grid));
    this.index = buffer("relative_position_index", build.manager().create(stepIndex(sizes)));
    this.qkv = child("qkv", new KeylessLinear(build, width, STD));
    this.proj = child("proj", Linear.gaussian(build, width, width, STD));
    this.positions =
        child(
            "cpb_mlp",
            new Sequential()
                .add(Linear.gaussian(build, 2, HIDDEN, STD))
                .then(Activation::relu)
                .add(Linear.withoutBias(build, HIDDEN, sizes.heads())));
  }

  /** Signed logarithms of the steps down and to the right, largest 1.057 (Eq. 4). */
  private static float[] logarithms(Sizes sizes) {
    int steps = sizes.steps();
    float[] table = new float[steps * steps * 2];
    for (int i = 0; i < table.length; i++) {
      int at = i % 2 == 0 ? i / 2 / steps : i / 2 % steps;
      double step = LARGEST_STEP * (at - sizes.window() + 1) / (sizes.window() - 1);
      double bits = Math.log(Math.abs(step) + 1) / Math.log(2);
      table[i] = (float) (Math.signum(step) * bits / 3);
    }
    return table;
  }

  @Override
  NDArray projected(NDArray tokens) {
    return qkv.forward(tokens);
  }

  @Override
  NDArray fit(NDArray queries, NDArray keys) {
    NDArray cosines =
        queries.normalize(2, -1, EPS).matMul(keys.normalize(2, -1, EPS).transpose(0, 1, 3, 2));
    return cosines.mul(Scalar.atMost(logitScale, LARGEST_LOGIT).exp());
  }

  @Override
  NDArray positionBias() {
    NDArray table = positions.forward(coordinates).reshape(-1, sizes.heads());
    return Scalar.mul(Activation.sigmoid(picked(table, index)), LARGEST_BIAS);
  }

  @Override
  Linear out() {
    return proj;
  }
}
