package org.vigil.models.doubt;

import java.awt.image.Raster;
import java.util.Arrays;

/**
 * A picture stretched to a small square by taking means of evenly spread samples, and what can be
 * counted on it. Values are 0 to 1. Immutable.
 */
final class Thumbnail {
  private final int side;
  private final double[] brightness;
  private final double[] red;
  private final double[] blue;
  private final double[] chroma;

  private Thumbnail(int side) {
    this.side = side;
    this.brightness = new double[side * side];
    this.red = new double[side * side];
    this.blue = new double[side * side];
    this.chroma = new double[side * side];
  }

  /**
   * @param samples that a cell is the mean of, along each side
   */
  static Thumbnail of(Raster picture, int side, int samples) {
    Thumbnail thumbnail = new Thumbnail(side);
    double full = (1L << picture.getSampleModel().getSampleSize(0)) - 1;
    int green = picture.getNumBands() == 1 ? 0 : 1;
    int blue = picture.getNumBands() == 1 ? 0 : 2;
    int[] pixel = new int[picture.getNumBands()];
    double share = 1.0 / (samples * samples);
    int lines = side * samples;
    for (int y = 0; y < lines; y++) {
      int row = picture.getMinY() + (int) ((y + 0.5) * picture.getHeight() / lines);
      for (int x = 0; x < lines; x++) {
        int column = picture.getMinX() + (int) ((x + 0.5) * picture.getWidth() / lines);
        picture.getPixel(column, row, pixel);
        int cell = y / samples * side + x / samples;
        thumbnail.add(share, cell, pixel[0] / full, pixel[green] / full, pixel[blue] / full);
      }
    }
    return thumbnail;
  }

  private void add(double share, int cell, double r, double g, double b) {
    double light = 0.299 * r + 0.587 * g + 0.114 * b; // ITU-R BT.601
    brightness[cell] += share * light;
    red[cell] += share * (r - light);
    blue[cell] += share * (b - light);
    chroma[cell] += share * (Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b)));
  }

  /** [side * side], row by row. */
  double[] brightness() {
    return brightness.clone();
  }

  double mean() {
    return mean(brightness);
  }

  double deviation() {
    return deviation(brightness);
  }

  double chroma() {
    return mean(chroma);
  }

  double chromaDeviation() {
    return deviation(chroma);
  }

  double redness() {
    return mean(red);
  }

  double blueness() {
    return mean(blue);
  }

  /** The brightness that this share of the cells does not exceed. */
  double brightnessAt(double share) {
    double[] sorted = brightness.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  /** Correlation with its mirror image. */
  double mirrored() {
    return correlation((x, y) -> y * side + side - 1 - x);
  }

  /** Correlation with itself upside down. */
  double upsideDown() {
    return correlation((x, y) -> (side - 1 - y) * side + x);
  }

  private double correlation(Place other) {
    double mean = mean();
    double product = 0;
    double squares = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double value = brightness[y * side + x] - mean;
        product += value * (brightness[other.of(x, y)] - mean);
        squares += value * value;
      }
    }
    return squares == 0 ? 0 : product / squares;
  }

  /** Mean of the middle quarter less the mean of the rest. */
  double centreOverBorder() {
    double centre = 0;
    double border = 0;
    int inside = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        boolean middle =
            x >= side / 4 && x < side - side / 4 && y >= side / 4 && y < side - side / 4;
        inside += middle ? 1 : 0;
        centre += middle ? brightness[y * side + x] : 0;
        border += middle ? 0 : brightness[y * side + x];
      }
    }
    return centre / inside - border / (side * side - inside);
  }

  /** Mean absolute difference of a cell from the mean of its four neighbours. */
  double laplacian() {
    double sum = 0;
    for (int y = 1; y < side - 1; y++) {
      for (int x = 1; x < side - 1; x++) {
        int at = y * side + x;
        double around =
            brightness[at - 1] + brightness[at + 1] + brightness[at - side] + brightness[at + side];
        sum += Math.abs(brightness[at] - around / 4);
      }
    }
    return sum / ((side - 2) * (side - 2));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  private interface Place {
    int of(int x, int y);
  }
}
