package org.vigil.models.doubt;

import java.util.Map;
import org.vigil.models.weights.Tensor;

/**
 * A normal distribution of vectors, and how far one lies from its middle: the Mahalanobis distance
 * (Lee et al. 2018, "A simple unified framework for detecting out-of-distribution samples", Eq.
 * 1-2, with one class) per root of the dimension, so that 1 is what is to be expected. Immutable.
 */
final class Normal {
  private final double[] mean;
  private final double[][] whitening;

  /**
   * @param mean [dimension]
   * @param whitening [dimension][dimension], lower triangular: makes the distribution's covariance
   *     the identity
   */
  private Normal(double[] mean, double[][] whitening) {
    this.mean = mean;
    this.whitening = whitening;
  }

  /**
   * Fits mean and covariance. Each dimension is first measured in its own standard deviation, none
   * below the floor; then the correlations are drawn towards none as far as so few vectors demand
   * (Ledoit and Wolf 2004, doi 10.1016/S0047-259X(03)00096-4, section 3.3, towards the identity).
   *
   * @param vectors at least two, of one length
   * @param floor the smallest standard deviation that is believed
   */
  static Normal fit(double[][] vectors, double floor) {
    if (vectors.length < 2) {
      throw new IllegalArgumentException("a distribution needs at least two vectors");
    }
    double[] mean = mean(vectors);
    double[] scale = scale(vectors, mean, floor);
    double[][] standard = standardised(vectors, mean, scale);
    double[][] inverse = Cholesky.inverseFactor(ShrunkCovariance.of(standard));
    for (double[] row : inverse) {
      for (int j = 0; j < row.length; j++) {
        row[j] /= scale[j];
      }
    }
    return new Normal(mean, inverse);
  }

  private static double[] mean(double[][] vectors) {
    double[] mean = new double[vectors[0].length];
    for (double[] vector : vectors) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += vector[i] / vectors.length;
      }
    }
    return mean;
  }

  private static double[] scale(double[][] vectors, double[] mean, double floor) {
    double[] scale = new double[mean.length];
    for (double[] vector : vectors) {
      for (int i = 0; i < mean.length; i++) {
        scale[i] += (vector[i] - mean[i]) * (vector[i] - mean[i]) / (vectors.length - 1);
      }
    }
    for (int i = 0; i < scale.length; i++) {
      scale[i] = Math.max(Math.sqrt(scale[i]), floor);
    }
    return scale;
  }

  private static double[][] standardised(double[][] vectors, double[] mean, double[] scale) {
    double[][] standard = new double[vectors.length][mean.length];
    for (int n = 0; n < vectors.length; n++) {
      for (int i = 0; i < mean.length; i++) {
        standard[n][i] = (vectors[n][i] - mean[i]) / scale[i];
      }
    }
    return standard;
  }

  int dimension() {
    return mean.length;
  }

  /**
   * How far a vector lies from the middle; about 1 for the distribution's own. Not a number where
   * the vector holds one that is none.
   */
  double distance(double[] vector) {
    if (vector.length != mean.length) {
      throw new IllegalArgumentException(vector.length + " numbers; needs " + mean.length);
    }
    double squares = 0;
    for (int i = 0; i < mean.length; i++) {
      double white = 0;
      for (int j = 0; j <= i; j++) {
        white += whitening[i][j] * (vector[j] - mean[j]);
      }
      squares += white * white;
    }
    return Math.sqrt(squares / mean.length);
  }

  /** As tensors under names with a prefix. */
  void save(String prefix, Map<String, Tensor> into) {
    int n = mean.length;
    float[] middle = new float[n];
    float[] rows = new float[n * n];
    for (int i = 0; i < n; i++) {
      middle[i] = (float) mean[i];
      for (int j = 0; j <= i; j++) {
        rows[i * n + j] = (float) whitening[i][j];
      }
    }
    into.put(prefix + ".mean", Tensor.of(middle, n));
    into.put(prefix + ".whitening", Tensor.of(rows, n, n));
  }

  /**
   * @throws IllegalArgumentException if the tensors are missing or of other shapes
   */
  static Normal load(String prefix, Map<String, Tensor> from) {
    float[] middle = floats(from, prefix + ".mean");
    float[] rows = floats(from, prefix + ".whitening");
    int n = middle.length;
    if (rows.length != n * n) {
      throw new IllegalArgumentException(prefix + ": " + rows.length + " numbers for " + n);
    }
    double[] mean = new double[n];
    double[][] whitening = new double[n][n];
    for (int i = 0; i < n; i++) {
      mean[i] = middle[i];
      for (int j = 0; j <= i; j++) {
        whitening[i][j] = rows[i * n + j];
      }
    }
    return new Normal(mean, whitening);
  }

  /** The same of this dimension and no other. */
  static Normal load(String prefix, int dimension, Map<String, Tensor> from) {
    Normal loaded = load(prefix, from);
    if (loaded.dimension() != dimension) {
      throw new IllegalArgumentException(
          "%s: %d dimensions, this build has %d".formatted(prefix, loaded.dimension(), dimension));
    }
    return loaded;
  }

  private static float[] floats(Map<String, Tensor> from, String name) {
    Tensor tensor = from.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor " + name);
    }
    return tensor.floats();
  }
}
