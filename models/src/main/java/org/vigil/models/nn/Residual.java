package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;

/** The end of a residual block (He et al. 2016, Eq. 1). */
public final class Residual {
  private Residual() {}

  /**
   * relu(branch + shortcut); the sum is written over the branch, and so is the rectifier where
   * gradients are off.
   *
   * @param branch which nobody else reads
   */
  public static NDArray rectified(NDArray branch, NDArray shortcut) {
    if (JniUtils.isGradMode()) {
      return Activation.relu(branch.addi(shortcut));
    }
    try (IValue added = EngineFunctions.value(shortcut)) {
      return EngineFunctions.call("add", branch, added);
    }
  }
}
