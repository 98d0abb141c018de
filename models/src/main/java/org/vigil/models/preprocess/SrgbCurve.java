package org.vigil.models.preprocess;

/** The transfer curve of sRGB (IEC 61966-2-1) between 8-bit levels and linear light. */
final class SrgbCurve {
  private static final double[] LINEAR = new double[256];

  /** First linear value that rounds to each level: the curve's inverse at level - 1/2. */
  private static final double[] LOWER = new double[256];

  private static final int STEPS = 4096;

  /** The level at each of so many equal steps of linear light: where to start looking. */
  private static final byte[] START = new byte[STEPS + 1];

  static {
    for (int level = 0; level < 256; level++) {
      LINEAR[level] = inverse(level / 255.0);
      LOWER[level] = level == 0 ? Double.NEGATIVE_INFINITY : inverse((level - 0.5) / 255);
    }
    int level = 0;
    for (int step = 0; step <= STEPS; step++) {
      while (level < 255 && LOWER[level + 1] <= (double) step / STEPS) {
        level++;
      }
      START[step] = (byte) level;
    }
  }

  private SrgbCurve() {}

  /** Linear light of a level, 0 to 1. */
  static double linear(int level) {
    return LINEAR[level];
  }

  /** The level nearest to linear light, clamped to 0..1; without a power per pixel. */
  static byte level(double linear) {
    double light = Math.clamp(linear, 0, 1);
    int level = START[(int) (light * STEPS)] & 0xFF;
    while (level < 255 && light >= LOWER[level + 1]) {
      level++;
    }
    return (byte) level;
  }

  private static double inverse(double value) {
    return value > 0.04045 ? Math.pow((value + 0.055) / 1.055, 2.4) : value / 12.92;
  }
}
