package org.vigil.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/** Rearranges grids of tokens, [batch, rows, columns, width]. */
final class TokenGrid {
  private TokenGrid() {}

  /** Zeros on the right and below, until both sides are multiples of a number. */
  static NDArray padded(NDArray x, long multiple) {
    NDArray tall = padded(x, 1, Math.floorMod(-x.getShape().get(1), multiple));
    return padded(tall, 2, Math.floorMod(-x.getShape().get(2), multiple));
  }

  private static NDArray padded(NDArray x, int axis, long by) {
    if (by == 0) {
      return x;
    }
    long[] shape = x.getShape().getShape().clone();
    shape[axis] = by;
    NDArray zeros = x.getManager().zeros(new Shape(shape), x.getDataType());
    return NDArrays.concat(new NDList(x, zeros), axis);
  }

  /** The upper left part. */
  static NDArray cropped(NDArray x, long rows, long columns) {
    boolean whole = x.getShape().get(1) == rows && x.getShape().get(2) == columns;
    return whole
        ? x
        : x.get(new NDIndex().addAllDim().addSliceDim(0, rows).addSliceDim(0, columns));
  }

  /** Moves everything up and to the left; what falls out comes in on the other side. */
  static NDArray rolled(NDArray x, long up, long left) {
    return rolled(rolled(x, 1, up), 2, left);
  }

  private static NDArray rolled(NDArray x, int axis, long by) {
    long size = x.getShape().get(axis);
    long from = Math.floorMod(by, size);
    if (from == 0) {
      return x;
    }
    NDArray first = x.get(slice(axis, from, size));
    return NDArrays.concat(new NDList(first, x.get(slice(axis, 0, from))), axis);
  }

  private static NDIndex slice(int axis, long from, long to) {
    NDIndex index = new NDIndex();
    for (int i = 0; i < axis; i++) {
      index.addAllDim();
    }
    return index.addSliceDim(from, to);
  }

  /** Windows of equal side, row by row: [batch * windows, side * side, width]. */
  static NDArray windows(NDArray x, long side) {
    Shape s = x.getShape();
    return x.reshape(s.get(0), s.get(1) / side, side, s.get(2) / side, side, s.get(3))
        .transpose(0, 1, 3, 2, 4, 5)
        .reshape(-1, side * side, s.get(3));
  }

  /** The grid that {@link #windows} came from. */
  static NDArray joined(NDArray windows, long rows, long columns, long side) {
    long width = windows.getShape().get(2);
    return windows
        .reshape(-1, rows / side, columns / side, side, side, width)
        .transpose(0, 1, 3, 2, 4, 5)
        .reshape(-1, rows, columns, width);
  }

  /** The four tokens of each square side by side, column by column: [., h / 2, w / 2, 4 width]. */
  static NDArray squares(NDArray x) {
    NDArray even = padded(x, 2);
    Shape s = even.getShape();
    long rows = s.get(1) / 2;
    long columns = s.get(2) / 2;
    return even.reshape(s.get(0), rows, 2, columns, 2, s.get(3))
        .transpose(0, 1, 3, 4, 2, 5)
        .reshape(s.get(0), rows, columns, 4 * s.get(3));
  }
}
