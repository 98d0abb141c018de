package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/** Runs a network to ask it, not to train it. */
public final class NoGradients {
  private NoGradients() {}

  /** The same for a part whose result is an array: it goes to the scope that is open outside. */
  public static NDArray kept(Supplier<NDArray> part) {
    boolean recorded = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      return Intermediates.freedAfter(part);
    } finally {
      JniUtils.setGradMode(recorded);
    }
  }

  /**
   * Runs a part without recording gradients on this thread, and frees every array that it made.
   *
   * @param part hands back plain Java values; an array must be kept out of the scope by itself
   */
  public static <T> T run(Supplier<T> part) {
    boolean recorded = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return part.get();
    } finally {
      JniUtils.setGradMode(recorded);
    }
  }
}
