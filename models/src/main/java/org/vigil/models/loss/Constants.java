package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;

/** Numbers that a loss was configured with, beside the arrays that it works on. */
final class Constants {
  private Constants() {}

  /** [values.length], on the device and of the data type of {@code other}. */
  static NDArray like(NDArray other, double[] values) {
    return other
        .getManager()
        .create(values)
        .toDevice(other.getDevice(), false)
        .toType(other.getDataType(), false);
  }

  /**
   * A scalar times a number, in the scalar's own type: the engine would widen it to float64, and a
   * conversion back has no gradient.
   */
  static NDArray scaled(NDArray scalar, double factor) {
    return scalar.mul(like(scalar, new double[] {factor})).sum();
  }
}
