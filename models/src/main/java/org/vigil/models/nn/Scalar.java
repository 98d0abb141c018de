package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Arithmetic with plain numbers that is safe under a gradient.
 *
 * <p>DJL 0.29 turns {@code x.mul(2)} into a scalar whose memory belongs to a Java buffer, and lets
 * go of the buffer at once. The graph still reads it in the backward pass: after a garbage
 * collection in between, gradients are wrong without a word. The same holds for {@code div}, {@code
 * pow}, {@code maximum} and {@code minimum} with a number; {@code add} and {@code sub} keep
 * nothing. Here the scalar's memory is the engine's, and its type is the array's.
 */
public final class Scalar {
  private Scalar() {}

  public static NDArray mul(NDArray x, double factor) {
    return x.mul(of(x, factor));
  }

  public static NDArray div(NDArray x, double divisor) {
    return x.div(of(x, divisor));
  }

  public static NDArray pow(NDArray x, double exponent) {
    return x.pow(of(x, exponent));
  }

  /** The larger of each value and the bound. */
  public static NDArray atLeast(NDArray x, double bound) {
    return x.maximum(of(x, bound));
  }

  /** The smaller of each value and the bound. */
  public static NDArray atMost(NDArray x, double bound) {
    return x.minimum(of(x, bound));
  }

  private static NDArray of(NDArray like, double value) {
    return like.getManager().zeros(new Shape(), like.getDataType()).addi(value);
  }
}
