package org.vigil.ingest.quality;

/** Means over rectangles of a picture, each in the same short time (an integral image). */
final class BoxMean {
  private final double[] sums;
  private final int width;
  private final int height;

  BoxMean(float[] values, int width, int height) {
    this.width = width;
    this.height = height;
    this.sums = new double[(width + 1) * (height + 1)];
    for (int y = 0; y < height; y++) {
      double row = 0;
      for (int x = 0; x < width; x++) {
        row += values[y * width + x];
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
      }
    }
  }

  /** The mean of what lies within {@code radius} of a pixel to all four sides. */
  double at(int x, int y, int radius) {
    int left = Math.max(0, x - radius);
    int right = Math.min(width, x + radius + 1);
    int top = Math.max(0, y - radius);
    int bottom = Math.min(height, y + radius + 1);
    double sum =
        sums[bottom * (width + 1) + right]
            - sums[top * (width + 1) + right]
            - sums[bottom * (width + 1) + left]
            + sums[top * (width + 1) + left];
    return sum / ((double) (right - left) * (bottom - top));
  }
}
