package org.vigil.models.augmentation;

import org.vigil.models.preprocess.Bitmap8;

/**
 * A picture on its way through the steps. Movements are collected and carried out in one bilinear
 * resampling as soon as a step wants to see pixels, so that a picture blurs once and not at every
 * step. Not thread-safe.
 */
final class Draft {
  private final int channels;
  private final Border border;
  private int height;
  private int width;
  private float[] values; // [channel][row][column], 0 to 1
  private Affine pending = Affine.IDENTITY;
  private int nextHeight;
  private int nextWidth;

  Draft(Bitmap8 picture, Border border) {
    this.channels = picture.channels();
    this.height = picture.height();
    this.width = picture.width();
    this.border = border;
    this.values = planes(picture);
    this.nextHeight = height;
    this.nextWidth = width;
  }

  private static float[] planes(Bitmap8 picture) {
    int area = picture.width() * picture.height();
    int channels = picture.channels();
    byte[] samples = picture.samples();
    float[] values = new float[samples.length];
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < area; i++) {
        values[channel * area + i] = (samples[i * channels + channel] & 0xFF) / 255f;
      }
    }
    return values;
  }

  int channels() {
    return channels;
  }

  int height() {
    return nextHeight;
  }

  int width() {
    return nextWidth;
  }

  /** Moves the picture, at once or later. */
  void move(Affine movement) {
    pending = pending.then(movement);
  }

  /** Cuts the middle out, or adds border around it. */
  void frame(int newHeight, int newWidth) {
    nextHeight = newHeight;
    nextWidth = newWidth;
  }

  /** The picture as it is now, [channel][row][column]; changes to it are changes to the picture. */
  float[] pixels() {
    boolean moved = !pending.equals(Affine.IDENTITY);
    if (moved || nextHeight != height || nextWidth != width) {
      resample();
    }
    return values;
  }

  private void resample() {
    float[] moved = new float[channels * nextHeight * nextWidth];
    double middleX = (nextWidth - 1) / 2.0;
    double middleY = (nextHeight - 1) / 2.0;
    double fromX = (width - 1) / 2.0 + pending.c();
    double fromY = (height - 1) / 2.0 + pending.f();
    for (int y = 0; y < nextHeight; y++) {
      double down = y - middleY;
      for (int x = 0; x < nextWidth; x++) {
        double across = x - middleX;
        double column = pending.a() * across + pending.b() * down + fromX;
        double row = pending.d() * across + pending.e() * down + fromY;
        sample(row, column, moved, y * nextWidth + x);
      }
    }
    values = moved;
    height = nextHeight;
    width = nextWidth;
    pending = Affine.IDENTITY;
  }

  private void sample(double row, double column, float[] moved, int at) {
    int y = (int) Math.floor(row);
    int x = (int) Math.floor(column);
    float down = (float) (row - y);
    float across = (float) (column - x);
    int newArea = nextHeight * nextWidth;
    int area = height * width;
    boolean inside = y >= 0 && x >= 0 && y < height - 1 && x < width - 1;
    for (int channel = 0; channel < channels; channel++) {
      int plane = channel * area;
      float topLeft;
      float topRight;
      float bottomLeft;
      float bottomRight;
      if (inside) {
        int corner = plane + y * width + x;
        topLeft = values[corner];
        topRight = values[corner + 1];
        bottomLeft = values[corner + width];
        bottomRight = values[corner + width + 1];
      } else {
        topLeft = at(plane, y, x);
        topRight = at(plane, y, x + 1);
        bottomLeft = at(plane, y + 1, x);
        bottomRight = at(plane, y + 1, x + 1);
      }
      float top = topLeft + across * (topRight - topLeft);
      float bottom = bottomLeft + across * (bottomRight - bottomLeft);
      moved[channel * newArea + at] = top + down * (bottom - top);
    }
  }

  private float at(int plane, int y, int x) {
    boolean outside = y < 0 || x < 0 || y >= height || x >= width;
    if (outside && border == Border.BLACK) {
      return 0;
    }
    return values[plane + Math.clamp(y, 0, height - 1) * width + Math.clamp(x, 0, width - 1)];
  }
}
