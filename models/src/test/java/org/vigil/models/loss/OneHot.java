package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Class numbers as the 0 and 1 that losses take. */
final class OneHot {
  private OneHot() {}

  /**
   * @param labels [case][task]
   * @param tasks columns of each task
   * @param like of the data type and device wanted
   */
  static NDArray of(int[][] labels, List<Integer> tasks, NDArray like) {
    int columns = tasks.stream().mapToInt(Integer::intValue).sum();
    double[] values = new double[labels.length * columns];
    for (int row = 0; row < labels.length; row++) {
      int from = 0;
      for (int task = 0; task < tasks.size(); task++) {
        values[row * columns + from + labels[row][task]] = 1;
        from += tasks.get(task);
      }
    }
    Shape shape = new Shape(labels.length, columns);
    return like.getManager().create(values, shape).toType(like.getDataType(), false);
  }

  static NDArray of(int[] labels, int classes, NDArray like) {
    int[][] rows = new int[labels.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new int[] {labels[i]};
    }
    return of(rows, List.of(classes), like);
  }
}
