package org.vigil.models.preprocess;

/**
 * An sRGB picture in CIE L*a*b* (D65, 2 degree observer), with lightness in 8 bits so that {@link
 * Clahe} can work on it alone.
 *
 * @param lightness of one channel: floor(255 L* / 100 + 0.5)
 * @param a green to red, one value per pixel
 * @param b blue to yellow, one value per pixel
 */
public record Lab(Bitmap8 lightness, float[] a, float[] b) {
  private static final double X_WHITE = 0.95047;
  private static final double Z_WHITE = 1.08883;

  /**
   * @param rgb of three channels
   */
  public static Lab of(Bitmap8 rgb) {
    requireRgb(rgb);
    int area = rgb.width() * rgb.height();
    byte[] lightness = new byte[area];
    float[] as = new float[area];
    float[] bs = new float[area];
    byte[] in = rgb.samples();
    for (int i = 0; i < area; i++) {
      double red = SrgbCurve.linear(in[3 * i] & 0xFF);
      double green = SrgbCurve.linear(in[3 * i + 1] & 0xFF);
      double blue = SrgbCurve.linear(in[3 * i + 2] & 0xFF);
      double x = root((0.412453 * red + 0.357580 * green + 0.180423 * blue) / X_WHITE);
      double y = root(0.212671 * red + 0.715160 * green + 0.072169 * blue);
      double z = root((0.019334 * red + 0.119193 * green + 0.950227 * blue) / Z_WHITE);
      lightness[i] = (byte) (int) (255 * (116 * y - 16) / 100 + 0.5);
      as[i] = (float) (500 * (x - y));
      bs[i] = (float) (200 * (y - z));
    }
    return new Lab(new Bitmap8(rgb.width(), rgb.height(), 1, lightness), as, bs);
  }

  /** The same colours in another light. */
  public Lab withLightness(Bitmap8 other) {
    return new Lab(other, a, b);
  }

  /** Back to sRGB, 8 bits, clamped to what sRGB can show. */
  public Bitmap8 rgb() {
    byte[] out = new byte[3 * a.length];
    for (int i = 0; i < a.length; i++) {
      writeRgb(lightness.sample(i) * 100 / 255.0, i, out);
    }
    return new Bitmap8(lightness.width(), lightness.height(), 3, out);
  }

  /** One pixel's colour at another L*, 0 to 100. */
  void writeRgb(double lightnessStar, int pixel, byte[] out) {
    double fy = (lightnessStar + 16) / 116;
    double x = X_WHITE * cube(a[pixel] / 500 + fy);
    double y = cube(fy);
    double z = Z_WHITE * cube(Math.max(fy - b[pixel] / 200, 0));
    int to = 3 * pixel;
    out[to] = SrgbCurve.level(3.24048134 * x - 1.53715152 * y - 0.49853633 * z);
    out[to + 1] = SrgbCurve.level(-0.96925495 * x + 1.87599 * y + 0.04155593 * z);
    out[to + 2] = SrgbCurve.level(0.05564664 * x - 0.20404134 * y + 1.05731107 * z);
  }

  private static double root(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
  }

  private static double cube(double t) {
    return t > 0.2068966 ? t * t * t : (t - 16.0 / 116) / 7.787;
  }

  private static void requireRgb(Bitmap8 picture) {
    if (picture.channels() != 3) {
      throw new IllegalArgumentException(
          "a picture of " + picture.channels() + " channels; needs 3");
    }
  }
}
