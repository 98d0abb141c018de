package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;

/** Pooling over [batch, channels, h, w]. */
public final class Pooling {
  private Pooling() {}

  public static NDArray max(NDArray x, int kernel, int stride, int padding) {
    return Pool.maxPool2d(x, square(kernel), square(stride), square(padding), false);
  }

  public static NDArray average(NDArray x, int kernel, int stride) {
    return Pool.avgPool2d(x, square(kernel), square(stride), square(0), false, true);
  }

  /** The mean of each map: [batch, channels]. */
  public static NDArray globalAverage(NDArray x) {
    Shape shape = x.getShape();
    return x.reshape(shape.get(0), shape.get(1), -1).mean(new int[] {2});
  }

  private static Shape square(int side) {
    return new Shape(side, side);
  }
}
