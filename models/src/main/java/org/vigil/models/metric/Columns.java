package org.vigil.models.metric;

import java.util.Arrays;

/** Columns of tables whose rows are cases. */
final class Columns {
  private Columns() {}

  static double[] of(double[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
  }

  static boolean[] of(boolean[][] rows, int column) {
    boolean[] values = new boolean[rows.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows[i][column];
    }
    return values;
  }

  /** Row by row. */
  static double[] all(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  /** Row by row. */
  static boolean[] all(boolean[][] rows) {
    int length = Arrays.stream(rows).mapToInt(row -> row.length).sum();
    boolean[] values = new boolean[length];
    int to = 0;
    for (boolean[] row : rows) {
      System.arraycopy(row, 0, values, to, row.length);
      to += row.length;
    }
    return values;
  }

  /** Which cases have that label. */
  static boolean[] equalTo(int[] labels, int label) {
    boolean[] values = new boolean[labels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = labels[i] == label;
    }
    return values;
  }

  /** The first largest. */
  static int largest(double[] row) {
    int largest = 0;
    for (int i = 1; i < row.length; i++) {
      if (row[i] > row[largest]) {
        largest = i;
      }
    }
    return largest;
  }
}
