package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Refuses arrays that do not belong together, which broadcasting would otherwise hide. */
final class Shapes {
  private Shapes() {}

  /**
   * @throws IllegalArgumentException naming both shapes
   */
  static void requireSame(NDArray outputs, NDArray targets) {
    if (!outputs.getShape().equals(targets.getShape())) {
      throw unlike(outputs.getShape(), targets.getShape());
    }
  }

  /**
   * @throws IllegalArgumentException naming both shapes
   */
  static void requireSameRows(NDArray outputs, NDArray targets) {
    Shape given = outputs.getShape();
    Shape wanted = targets.getShape();
    if (given.dimension() != 2 || wanted.dimension() != 2 || given.get(0) != wanted.get(0)) {
      throw unlike(given, wanted);
    }
  }

  /**
   * @throws IllegalArgumentException naming the shape
   */
  static void requireColumns(NDArray outputs, int columns) {
    Shape given = outputs.getShape();
    if (given.dimension() != 2 || given.get(1) != columns) {
      throw new IllegalArgumentException(
          "outputs of shape " + given + " for a loss of " + columns + " columns");
    }
  }

  private static IllegalArgumentException unlike(Shape given, Shape wanted) {
    return new IllegalArgumentException(
        "outputs of shape " + given + " for targets of shape " + wanted);
  }
}
