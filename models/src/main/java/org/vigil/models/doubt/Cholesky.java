package org.vigil.models.doubt;

/** The Cholesky factor of a symmetric positive definite matrix. */
final class Cholesky {
  private Cholesky() {}

  /**
   * The inverse of the lower factor L of A = L L', so that {@code inverse * x} has the identity as
   * its covariance where x has A.
   *
   * @throws IllegalArgumentException if the matrix is not positive definite
   */
  static double[][] inverseFactor(double[][] matrix) {
    double[][] factor = factor(matrix);
    int n = factor.length;
    double[][] inverse = new double[n][n];
    for (int column = 0; column < n; column++) {
      inverse[column][column] = 1 / factor[column][column];
      for (int row = column + 1; row < n; row++) {
        double sum = 0;
        for (int k = column; k < row; k++) {
          sum += factor[row][k] * inverse[k][column];
        }
        inverse[row][column] = -sum / factor[row][row];
      }
    }
    return inverse;
  }

  private static double[][] factor(double[][] matrix) {
    int n = matrix.length;
    double[][] factor = new double[n][n];
    for (int row = 0; row < n; row++) {
      for (int column = 0; column <= row; column++) {
        double rest = matrix[row][column];
        for (int k = 0; k < column; k++) {
          rest -= factor[row][k] * factor[column][k];
        }
        factor[row][column] = row == column ? root(rest) : rest / factor[column][column];
      }
    }
    return factor;
  }

  private static double root(double square) {
    if (!(square > 0)) {
      throw new IllegalArgumentException("the matrix is not positive definite");
    }
    return Math.sqrt(square);
  }
}
