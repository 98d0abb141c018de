package org.vigil.ingest.dicom;

import java.util.function.IntUnaryOperator;

/**
 * Linear interpolation from one size to another; pixel centres are at halves, and the edge goes on
 * outside the picture.
 *
 * @param channels interleaved
 */
record Stretch(int fromWidth, int fromHeight, int width, int height, int channels) {

  /** Takes the samples of the new picture, one after another. */
  @FunctionalInterface
  interface Sink {
    void put(int at, double value);
  }

  void each(IntUnaryOperator from, Sink to) {
    for (int y = 0; y < height; y++) {
      double row = (y + 0.5) * fromHeight / height - 0.5;
      for (int x = 0; x < width; x++) {
        double column = (x + 0.5) * fromWidth / width - 0.5;
        for (int channel = 0; channel < channels; channel++) {
          to.put((y * width + x) * channels + channel, blend(from, column, row, channel));
        }
      }
    }
  }

  private double blend(IntUnaryOperator from, double x, double y, int channel) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = x - left;
    double down = y - top;
    double above =
        at(from, left, top, channel) * (1 - right) + at(from, left + 1, top, channel) * right;
    double below =
        at(from, left, top + 1, channel) * (1 - right)
            + at(from, left + 1, top + 1, channel) * right;
    return above * (1 - down) + below * down;
  }

  private int at(IntUnaryOperator from, int x, int y, int channel) {
    int column = Math.clamp(x, 0, fromWidth - 1);
    int row = Math.clamp(y, 0, fromHeight - 1);
    return from.applyAsInt((row * fromWidth + column) * channels + channel);
  }
}
