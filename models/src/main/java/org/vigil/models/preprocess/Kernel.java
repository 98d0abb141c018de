package org.vigil.models.preprocess;

/**
 * Interpolation kernels with Pillow's definitions; shrinking widens them, so that nothing aliases.
 */
public enum Kernel {
  /** The mean of the source pixels that a target pixel covers. */
  BOX(0.5) {
    @Override
    double at(double x) {
      return x > -0.5 && x <= 0.5 ? 1 : 0;
    }
  },
  BILINEAR(1) {
    @Override
    double at(double x) {
      double distance = Math.abs(x);
      return distance < 1 ? 1 - distance : 0;
    }
  },
  /** Keys' cubic with a = -0.5. */
  BICUBIC(2) {
    @Override
    double at(double x) {
      double distance = Math.abs(x);
      if (distance < 1) {
        return ((A + 2) * distance - (A + 3)) * distance * distance + 1;
      }
      return distance < 2 ? (((distance - 5) * distance + 8) * distance - 4) * A : 0;
    }
  };

  private static final double A = -0.5;

  private final double support;

  Kernel(double support) {
    this.support = support;
  }

  /** The weight at a distance of {@code x} source pixels. */
  abstract double at(double x);

  /** The distance from which on every weight is 0, in source pixels. */
  double support() {
    return support;
  }
}
