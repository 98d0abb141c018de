package org.vigil.models.augmentation;

/**
 * Says where a moved picture's pixels come from: position (x, y) from the middle of the new picture
 * shows position (a x + b y + c, d x + e y + f) from the middle of the old one, in pixels.
 */
record Affine(double a, double b, double c, double d, double e, double f) {
  static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

  static Affine mirror(boolean leftRight, boolean upDown) {
    return new Affine(leftRight ? -1 : 1, 0, 0, 0, upDown ? -1 : 1, 0);
  }

  /** Turns the picture clockwise as it is seen. */
  static Affine turn(double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    return new Affine(cos, sin, 0, -sin, cos, 0);
  }

  /** Moves the picture to the right and down. */
  static Affine shift(double right, double down) {
    return new Affine(1, 0, -right, 0, 1, -down);
  }

  /** Enlarges the picture about its middle. */
  static Affine zoom(double across, double down) {
    return new Affine(1 / across, 0, 0, 0, 1 / down, 0);
  }

  /** Slants the picture: a row's shift grows with its distance from the middle, and a column's. */
  static Affine shear(double across, double down) {
    return new Affine(1, across, 0, down, 1, 0);
  }

  /** This movement first, then another. */
  Affine then(Affine next) {
    return new Affine(
        a * next.a + b * next.d,
        a * next.b + b * next.e,
        a * next.c + b * next.f + c,
        d * next.a + e * next.d,
        d * next.b + e * next.e,
        d * next.c + e * next.f + f);
  }
}
