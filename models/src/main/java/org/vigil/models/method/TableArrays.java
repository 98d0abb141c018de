package org.vigil.models.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;

/** Encoded metadata as the array that a network reads, and answers as rows. */
public final class TableArrays {
  private TableArrays() {}

  /**
   * @param rows at least one, all of one length
   * @return float32, [rows, columns]
   */
  public static NDArray of(NDManager manager, double[][] rows) {
    Shape shape = new Shape(rows.length, rows[0].length);
    FloatBuffer values = FloatBuffer.allocate(Math.toIntExact(shape.size()));
    for (double[] row : rows) {
      for (double value : row) {
        values.put((float) value);
      }
    }
    return manager.create(values.flip(), shape);
  }

  /** Copies a float32 array [rows, columns]. */
  public static double[][] rows(NDArray array) {
    float[] values = array.toFloatArray();
    int columns = Math.toIntExact(array.getShape().get(1));
    double[][] rows = new double[values.length / columns][columns];
    for (int i = 0; i < values.length; i++) {
      rows[i / columns][i % columns] = values[i];
    }
    return rows;
  }
}
