package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Pooling over [batch, channels, h, w]. */
public final class Pooling {
  private Pooling() {}

  public static NDArray max(NDArray x, int kernel, int stride, int padding) {
    return Pool.maxPool2d(x, square(kernel), square(stride), square(padding), false);
  }

  /** Max pooling without padding whose last window may stick out over the border. */
  public static NDArray maxCeil(NDArray x, int kernel, int stride) {
    return Pool.maxPool2d(x, square(kernel), square(stride), square(0), true);
  }

  /** Averages whatever sides to {@code side} x {@code side} cells. */
  public static NDArray adaptiveAverage(NDArray x, int side) {
    return JniUtils.adaptiveAvgPool((PtNDArray) x, square(side));
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
