package org.vigil.models.preprocess;

import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Separable resampling with a widened kernel, horizontal pass first, in floating point: what Pillow
 * does, without its rounding to 8 bits between the passes. Reads one source row at a time, so a
 * large picture costs no second copy. Thread-safe.
 */
public final class Resize {
  private final Kernel kernel;
  private final int width;
  private final int height;

  /**
   * @param width target, pixels
   * @param height target, pixels
   */
  public Resize(Kernel kernel, int width, int height) {
    this.kernel = kernel;
    this.width = width;
    this.height = height;
  }

  /**
   * @param source any number of bands of integer samples
   * @return [height][width][band], row-major, in the units of the source's samples
   */
  public float[] apply(Raster source) {
    int[] size = {source.getWidth(), source.getHeight(), source.getNumBands()};
    return apply(
        size,
        (y, line) ->
            source.getPixels(source.getMinX(), source.getMinY() + y, source.getWidth(), 1, line));
  }

  /**
   * @return [height][width][channel], row-major, in the units of the source's samples
   */
  public float[] apply(Bitmap source) {
    int[] size = {source.width(), source.height(), source.channels()};
    return apply(size, source::readRow);
  }

  private float[] apply(int[] size, Rows source) {
    int bands = size[2];
    Coefficients across = Coefficients.of(size[0], width, kernel);
    Coefficients down = Coefficients.of(size[1], height, kernel);
    float[][] rows = new float[size[1]][];
    int[] line = new int[size[0] * bands];
    for (int y = 0; y < rows.length; y++) {
      source.read(y, line);
      rows[y] = shrinkLine(line, across, bands);
    }
    return blendRows(rows, down, width * bands);
  }

  /** Fills a line with a row of the source. */
  private interface Rows {
    void read(int row, int[] line);
  }

  private float[] shrinkLine(int[] line, Coefficients across, int bands) {
    float[] out = new float[width * bands];
    for (int x = 0; x < width; x++) {
      double[] weights = across.weights()[x];
      for (int band = 0; band < bands; band++) {
        int at = across.first()[x] * bands + band;
        double sum = 0;
        for (double weight : weights) {
          sum += weight * line[at];
          at += bands;
        }
        out[x * bands + band] = (float) sum;
      }
    }
    return out;
  }

  private float[] blendRows(float[][] rows, Coefficients down, int rowLength) {
    float[] out = new float[height * rowLength];
    double[] sums = new double[rowLength];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      double[] weights = down.weights()[y];
      for (int i = 0; i < weights.length; i++) {
        float[] row = rows[down.first()[y] + i];
        for (int x = 0; x < rowLength; x++) {
          sums[x] += weights[i] * row[x];
        }
      }
      for (int x = 0; x < rowLength; x++) {
        out[y * rowLength + x] = (float) sums[x];
      }
    }
    return out;
  }
}
