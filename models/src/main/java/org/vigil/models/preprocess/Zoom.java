package org.vigil.models.preprocess;

/**
 * Enlarges about the middle: bilinear sample at (p - c) / factor + c with c = (n - 1) / 2, zero
 * outside.
 *
 * @param factor above 1 nearer, below 1 farther
 */
public record Zoom(double factor) {
  public Zoom {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("cannot zoom by " + factor);
    }
  }

  public Planes apply(Planes picture) {
    int height = picture.height();
    int width = picture.width();
    double[] values = new double[picture.values().length];
    for (int y = 0; y < height; y++) {
      double row = source(y, height);
      for (int x = 0; x < width; x++) {
        double column = source(x, width);
        for (int channel = 0; channel < picture.channels(); channel++) {
          int plane = channel * height * width;
          values[plane + y * width + x] = sample(picture, plane, row, column);
        }
      }
    }
    return new Planes(picture.channels(), height, width, values);
  }

  private double source(int at, int length) {
    double middle = (length - 1) / 2.0;
    return (at - middle) / factor + middle;
  }

  private static double sample(Planes picture, int plane, double row, double column) {
    int y = (int) Math.floor(row);
    int x = (int) Math.floor(column);
    double down = row - y;
    double across = column - x;
    return (1 - down) * (1 - across) * at(picture, plane, y, x)
        + (1 - down) * across * at(picture, plane, y, x + 1)
        + down * (1 - across) * at(picture, plane, y + 1, x)
        + down * across * at(picture, plane, y + 1, x + 1);
  }

  private static double at(Planes picture, int plane, int y, int x) {
    boolean inside = y >= 0 && y < picture.height() && x >= 0 && x < picture.width();
    return inside ? picture.values()[plane + y * picture.width() + x] : 0;
  }
}
