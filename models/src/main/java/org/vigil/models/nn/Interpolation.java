package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Ways to change the sides of maps, as {@code torch.nn.functional.interpolate}. */
public enum Interpolation {
  BILINEAR(2),
  BICUBIC(3);

  private final int mode; // the binding's number

  Interpolation(int mode) {
    this.mode = mode;
  }

  /** [batch, channels, ., .] to [batch, channels, height, width]; corners are not aligned. */
  public NDArray resize(NDArray x, long height, long width) {
    return resize(x, height, width, false);
  }

  /** The same with corners on corners. */
  public NDArray resizeAligned(NDArray x, long height, long width) {
    return resize(x, height, width, true);
  }

  private NDArray resize(NDArray x, long height, long width, boolean aligned) {
    return JniUtils.interpolate((PtNDArray) x, new long[] {height, width}, mode, aligned);
  }
}
