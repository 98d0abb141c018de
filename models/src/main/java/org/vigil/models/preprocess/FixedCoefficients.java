package org.vigil.models.preprocess;

/**
 * {@link Coefficients} as whole numbers of 22 binary places, as Pillow has them for 8-bit pictures
 * ({@code normalize_coeffs_8bpc}).
 *
 * @param first first source pixel of each target pixel
 * @param weights from there on, times 2^22
 */
record FixedCoefficients(int[] first, int[][] weights) {
  private static final int PLACES = 32 - 8 - 2;

  /** Half of the last place that is kept: a sum starts here, so that cutting it off rounds. */
  static final int HALF = 1 << (PLACES - 1);

  static FixedCoefficients of(int from, int to, Kernel kernel) {
    Coefficients exact = Coefficients.of(from, to, kernel);
    int[][] weights = new int[to][];
    for (int i = 0; i < to; i++) {
      weights[i] = fixed(exact.weights()[i]);
    }
    return new FixedCoefficients(exact.first(), weights);
  }

  private static int[] fixed(double[] weights) {
    int[] fixed = new int[weights.length];
    for (int i = 0; i < weights.length; i++) {
      fixed[i] = (int) (Math.copySign(0.5, weights[i]) + weights[i] * (1 << PLACES));
    }
    return fixed;
  }

  /** From a sum that began with {@link #HALF} to an 8-bit sample. */
  static byte sample(int sum) {
    return (byte) Math.clamp(sum >> PLACES, 0, 255);
  }
}
