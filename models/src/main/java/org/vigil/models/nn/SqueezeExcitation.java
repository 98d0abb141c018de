package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;

/**
 * Weighs each map by what all maps show on average (Hu et al. 2018, doi 10.1109/CVPR.2018.00745):
 * [batch, channels, h, w] to the same.
 */
public final class SqueezeExcitation extends Layer {
  private final Conv2d fc1;
  private final Conv2d fc2;
  private final NonLinearity inner;
  private final NonLinearity gate;

  /**
   * @param squeezed channels between the two layers
   * @param inner after the first layer
   * @param gate after the second, to a weight in 0..1
   */
  public SqueezeExcitation(
      Build build, int channels, int squeezed, NonLinearity inner, NonLinearity gate) {
    this.fc1 = child("fc1", Conv2d.of(channels, squeezed, 1).withBias().build(build));
    this.fc2 = child("fc2", Conv2d.of(squeezed, channels, 1).withBias().build(build));
    this.inner = inner;
    this.gate = gate;
  }

  @Override
  public NDArray forward(NDArray x) {
    NDArray means = Pooling.globalAverage(x).expandDims(2).expandDims(3); // [batch, channels, 1, 1]
    return x.mul(gate.of(fc2.forward(inner.of(fc1.forward(means)))));
  }
}
