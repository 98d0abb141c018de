package org.vigil.ingest.burnedin;

import org.vigil.ingest.normalise.Picture;

/**
 * Brightness of a picture at a size at which characters that people can read are ten pixels high or
 * so: at most {@value #LONGEST_SIDE} pixels a side, by area averaging.
 *
 * @param values row-major, 0 black to 255 white; its own: do not change them
 */
record Luminance(int width, int height, int[] values) {
  static final int LONGEST_SIDE = 1024;

  static Luminance of(Picture picture) {
    Picture.Grey16 grey = picture.toGrey();
    int step = (Math.max(grey.width(), grey.height()) + LONGEST_SIDE - 1) / LONGEST_SIDE;
    int width = Math.max(1, grey.width() / step);
    int height = Math.max(1, grey.height() / step);
    int[] values = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        values[y * width + x] = block(grey, x * step, y * step, step);
      }
    }
    return new Luminance(width, height, values);
  }

  private static int block(Picture.Grey16 grey, int left, int top, int step) {
    int right = Math.min(grey.width(), left + step);
    int bottom = Math.min(grey.height(), top + step);
    long sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        sum += grey.samples()[y * grey.width() + x] & 0xFFFF;
      }
    }
    return (int) (sum / ((long) (right - left) * (bottom - top)) >>> 8);
  }

  /**
   * Whether each pixel stands out from what lies around it.
   *
   * @param radius of the surroundings, pixels
   * @param least difference to their mean, in grey levels; negative for darker
   */
  boolean[] standingOut(int radius, int least) {
    long[] sums = sums();
    boolean[] out = new boolean[values.length];
    for (int y = 0; y < height; y++) {
      int top = Math.max(0, y - radius);
      int bottom = Math.min(height, y + radius + 1);
      for (int x = 0; x < width; x++) {
        int left = Math.max(0, x - radius);
        int right = Math.min(width, x + radius + 1);
        long sum =
            sums[bottom * (width + 1) + right]
                - sums[top * (width + 1) + right]
                - sums[bottom * (width + 1) + left]
                + sums[top * (width + 1) + left];
        long count = (long) (right - left) * (bottom - top);
        long difference = values[y * width + x] * count - sum;
        out[y * width + x] = least > 0 ? difference > least * count : difference < least * count;
      }
    }
    return out;
  }

  private long[] sums() {
    long[] sums = new long[(width + 1) * (height + 1)];
    for (int y = 0; y < height; y++) {
      long row = 0;
      for (int x = 0; x < width; x++) {
        row += values[y * width + x];
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
      }
    }
    return sums;
  }
}
