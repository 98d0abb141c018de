package org.vigil.models.preprocess;

/**
 * For each pixel of a resized line, which source pixels it reads and with what weights (Pillow's
 * {@code precompute_coeffs}).
 *
 * @param first first source pixel of each target pixel
 * @param weights weights from there on; each row sums to 1
 */
record Coefficients(int[] first, double[][] weights) {

  static Coefficients of(int from, int to, Kernel kernel) {
    double scale = (double) from / to;
    double widening = Math.max(scale, 1);
    double support = kernel.support() * widening;
    int[] first = new int[to];
    double[][] weights = new double[to][];
    for (int i = 0; i < to; i++) {
      double center = (i + 0.5) * scale;
      int start = Math.max((int) (center - support + 0.5), 0);
      int end = Math.min((int) (center + support + 0.5), from);
      first[i] = start;
      weights[i] = weights(kernel, start, end, center, 1 / widening);
    }
    return new Coefficients(first, weights);
  }

  private static double[] weights(
      Kernel kernel, int start, int end, double center, double narrowing) {
    double[] weights = new double[end - start];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = kernel.at((i + start - center + 0.5) * narrowing);
      sum += weights[i];
    }
    for (int i = 0; sum != 0 && i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** How many target pixels there are. */
  int length() {
    return first.length;
  }
}
