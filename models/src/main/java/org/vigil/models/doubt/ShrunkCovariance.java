package org.vigil.models.doubt;

/**
 * The covariance of few vectors of many dimensions, drawn towards a multiple of the identity by the
 * share that minimises the expected squared error (Ledoit and Wolf 2004, doi
 * 10.1016/S0047-259X(03)00096-4, section 3.3).
 */
final class ShrunkCovariance {
  private ShrunkCovariance() {}

  /**
   * @param vectors [count][dimension], of mean 0
   * @return [dimension][dimension], positive definite unless every vector is 0
   */
  static double[][] of(double[][] vectors) {
    double[][] sample = sample(vectors);
    int p = sample.length;
    double middle = 0; // m_n, the mean variance
    double squares = 0; // ||S||^2
    for (int i = 0; i < p; i++) {
      middle += sample[i][i] / p;
      for (int j = 0; j < p; j++) {
        squares += sample[i][j] * sample[i][j];
      }
    }
    double dispersion = squares - p * middle * middle; // d_n^2 without 1/p, as all below
    double share = dispersion <= 0 ? 1 : Math.min(1, error(vectors, squares) / dispersion);
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        sample[i][j] *= 1 - share;
      }
      sample[i][i] += share * middle;
    }
    return sample;
  }

  /** b_n^2: how far the single vectors' x x' lie from the sample's S, over the count squared. */
  private static double error(double[][] vectors, double squaresOfSample) {
    double sum = 0;
    for (double[] vector : vectors) {
      double length = 0;
      for (double value : vector) {
        length += value * value;
      }
      sum += length * length;
    }
    double count = vectors.length;
    return (sum / count - squaresOfSample) / count; // sum ||x x' - S||^2 = sum ||x||^4 - n ||S||^2
  }

  private static double[][] sample(double[][] vectors) {
    int p = vectors[0].length;
    double[][] sample = new double[p][p];
    for (double[] vector : vectors) {
      for (int i = 0; i < p; i++) {
        double scaled = vector[i] / vectors.length;
        for (int j = 0; j < p; j++) {
          sample[i][j] += scaled * vector[j];
        }
      }
    }
    return sample;
  }
}
