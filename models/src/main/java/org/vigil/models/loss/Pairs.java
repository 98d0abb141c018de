package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** Every row of a batch against every other. */
final class Pairs {
  private Pairs() {}

  /**
   * Euclidean distances; at distance 0 the gradient is 0, not NaN.
   *
   * @param embeddings [batch, width]
   * @return [batch, batch]
   */
  static NDArray distances(NDArray embeddings) {
    NDArray difference = embeddings.expandDims(1).sub(embeddings.expandDims(0)); // [b, b, width]
    NDArray squares = difference.mul(difference).sum(new int[] {2}); // [b, b]
    NDArray zero = squares.eq(0).toType(squares.getDataType(), false);
    return squares.add(zero).sqrt().mul(zero.neg().add(1));
  }

  /**
   * 1 where two rows have the same label set, themselves included; in multi-label data a positive
   * pair is one whose sets are equal.
   *
   * @param targets [batch, classes]
   * @return [batch, batch]
   */
  static NDArray alike(NDArray targets) {
    NDArray difference = targets.expandDims(1).sub(targets.expandDims(0)).abs();
    return difference.sum(new int[] {2}).eq(0).toType(targets.getDataType(), false);
  }

  /** 1 on the diagonal, [batch, batch]. */
  static NDArray self(NDArray targets) {
    long rows = targets.getShape().get(0);
    DataType type = targets.getDataType();
    return targets.getManager().eye((int) rows, (int) rows, 0, type);
  }
}
