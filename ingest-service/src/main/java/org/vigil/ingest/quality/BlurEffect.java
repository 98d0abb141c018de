package org.vigil.ingest.quality;

/**
 * How blurred a picture is, without knowing it sharp: Crété-Roffet, Dolmiere, Ladret and Nicolas,
 * "The blur effect: perception and estimation with a new no-reference perceptual blur metric", SPIE
 * 6492 (2007). A sharp picture changes much when it is blurred again, a blurred one little.
 */
final class BlurEffect {
  private static final int RADIUS = 4; // The paper's strong low-pass filter has 9 taps.

  private BlurEffect() {}

  /**
   * @return 0 (sharp) to 1 (nothing to be seen); 1 for an even surface
   */
  static double of(WorkingPicture picture) {
    int width = picture.width();
    int height = picture.height();
    return Math.max(
        along(picture.lightness(), width, height, 1, width),
        along(picture.lightness(), height, width, width, 1));
  }

  /**
   * Equations 2 to 6 in one direction.
   *
   * @param length of a line along which is blurred
   * @param step from one pixel of a line to its next
   */
  private static double along(float[] f, int length, int lines, int step, int lineStep) {
    double variation = 0; // s_F
    double lost = 0; // s_V
    double[] sums = new double[length + 1];
    for (int line = 0; line < lines; line++) {
      int start = line * lineStep;
      for (int i = 0; i < length; i++) {
        sums[i + 1] = sums[i] + f[start + i * step];
      }
      double before = blurred(sums, 0, length);
      for (int i = 1; i < length; i++) {
        double now = blurred(sums, i, length);
        double sharp = Math.abs(f[start + i * step] - f[start + (i - 1) * step]);
        variation += sharp;
        lost += Math.max(0, sharp - Math.abs(now - before));
        before = now;
      }
    }
    return variation == 0 ? 1 : (variation - lost) / variation;
  }

  private static double blurred(double[] sums, int i, int length) {
    int from = Math.max(0, i - RADIUS);
    int to = Math.min(length, i + RADIUS + 1);
    return (sums[to] - sums[from]) / (to - from);
  }
}
