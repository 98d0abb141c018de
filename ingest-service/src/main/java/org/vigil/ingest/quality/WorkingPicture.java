package org.vigil.ingest.quality;

import org.vigil.ingest.normalise.Picture;

/**
 * A photograph made small enough to be measured at once: at most {@value #LONGEST_SIDE} pixels a
 * side, by area averaging, in CIE L*a*b* (D65). Measuring at one size makes a threshold mean the
 * same for every camera. Arrays are row-major and its own: do not change them.
 *
 * @param clipped share of its pixels with two or more channels at 253 or above
 */
record WorkingPicture(
    int width,
    int height,
    float[] lightness,
    float[] a,
    float[] b,
    boolean[] skin,
    double clipped) {
  static final int LONGEST_SIDE = 512;

  private static final int CLIPPED = 253;
  private static final float[] LINEAR = new float[256];

  static {
    for (int i = 0; i < 256; i++) { // IEC 61966-2-1
      double v = i / 255.0;
      LINEAR[i] = (float) (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
    }
  }

  static WorkingPicture of(Picture.Rgb8 picture) {
    double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(picture.width(), picture.height()));
    int width = Math.max(1, (int) Math.round(picture.width() * scale));
    int height = Math.max(1, (int) Math.round(picture.height() * scale));
    int size = width * height;
    float[] lightness = new float[size];
    float[] a = new float[size];
    float[] b = new float[size];
    boolean[] skin = new boolean[size];
    int clipped = 0;
    int[] rgb = new int[3];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        average(picture, x, y, width, height, rgb);
        clipped += isClipped(rgb) ? 1 : 0;
        skin[i] = isSkin(rgb);
        lab(rgb, i, lightness, a, b);
      }
    }
    return new WorkingPicture(width, height, lightness, a, b, skin, (double) clipped / size);
  }

  int size() {
    return lightness.length;
  }

  /** Mean of the block of pixels that one pixel of the small picture stands for. */
  private static void average(
      Picture.Rgb8 picture, int x, int y, int width, int height, int[] rgb) {
    int left = (int) ((long) x * picture.width() / width);
    int right = Math.max(left + 1, (int) ((x + 1L) * picture.width() / width));
    int top = (int) ((long) y * picture.height() / height);
    int bottom = Math.max(top + 1, (int) ((y + 1L) * picture.height() / height));
    long red = 0;
    long green = 0;
    long blue = 0;
    byte[] samples = picture.samples();
    for (int v = top; v < bottom; v++) {
      int at = 3 * (v * picture.width() + left);
      for (int u = left; u < right; u++, at += 3) {
        red += samples[at] & 0xFF;
        green += samples[at + 1] & 0xFF;
        blue += samples[at + 2] & 0xFF;
      }
    }
    long count = (long) (right - left) * (bottom - top);
    rgb[0] = (int) ((red + count / 2) / count);
    rgb[1] = (int) ((green + count / 2) / count);
    rgb[2] = (int) ((blue + count / 2) / count);
  }

  private static boolean isClipped(int[] rgb) {
    int ends = 0;
    for (int value : rgb) {
      ends += value >= CLIPPED ? 1 : 0;
    }
    return ends >= 2;
  }

  /**
   * Chai and Ngan, "Face segmentation using skin-color map in videophone applications", IEEE Trans.
   * Circuits Syst. Video Technol. 9(4), 1999: Cb 77 to 127, Cr 133 to 173 (ITU-R BT.601), a range
   * that holds for light and dark skin because it leaves luminance out.
   */
  private static boolean isSkin(int[] rgb) {
    double cb = 128 - 0.168736 * rgb[0] - 0.331264 * rgb[1] + 0.5 * rgb[2];
    double cr = 128 + 0.5 * rgb[0] - 0.418688 * rgb[1] - 0.081312 * rgb[2];
    return cb >= 77 && cb <= 127 && cr >= 133 && cr <= 173;
  }

  private static void lab(int[] rgb, int i, float[] lightness, float[] a, float[] b) {
    double red = LINEAR[rgb[0]];
    double green = LINEAR[rgb[1]];
    double blue = LINEAR[rgb[2]];
    double x = curve((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
    double y = curve(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue);
    double z = curve((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883);
    lightness[i] = (float) (116 * y - 16);
    a[i] = (float) (500 * (x - y));
    b[i] = (float) (200 * (y - z));
  }

  /** CIE 15:2004, equation 8.6. */
  private static double curve(double t) {
    return t > 0.008856451679 ? Math.cbrt(t) : (903.2962963 * t + 16) / 116;
  }
}
