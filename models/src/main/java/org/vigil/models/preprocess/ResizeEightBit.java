package org.vigil.models.preprocess;

import java.util.Arrays;

/**
 * Resizes 8-bit pictures exactly as Pillow does: horizontal pass, rounded to 8 bits, then vertical
 * pass; a pass that changes nothing is left out. Thread-safe.
 *
 * @param kernel weights
 * @param width target, pixels
 * @param height target, pixels
 */
public record ResizeEightBit(Kernel kernel, int width, int height) {
  public ResizeEightBit {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("cannot resize to " + width + " x " + height);
    }
  }

  public Bitmap8 apply(Bitmap8 source) {
    Bitmap8 across = source.width() == width ? source : across(source);
    return across.height() == height ? across : down(across);
  }

  private Bitmap8 across(Bitmap8 source) {
    FixedCoefficients coefficients = FixedCoefficients.of(source.width(), width, kernel);
    int channels = source.channels();
    byte[] out = new byte[Math.multiplyExact(width * channels, source.height())];
    for (int y = 0; y < source.height(); y++) {
      acrossRow(source, y, coefficients, out);
    }
    return new Bitmap8(width, source.height(), channels, out);
  }

  private void acrossRow(Bitmap8 source, int y, FixedCoefficients coefficients, byte[] out) {
    byte[] in = source.samples();
    int channels = source.channels();
    int from = y * source.width() * channels;
    int to = y * width * channels;
    for (int x = 0; x < width; x++) {
      int[] weights = coefficients.weights()[x];
      int start = from + coefficients.first()[x] * channels;
      for (int channel = 0; channel < channels; channel++) {
        int sum = FixedCoefficients.HALF;
        int at = start + channel;
        for (int weight : weights) {
          sum += weight * (in[at] & 0xFF);
          at += channels;
        }
        out[to++] = FixedCoefficients.sample(sum);
      }
    }
  }

  private Bitmap8 down(Bitmap8 source) {
    FixedCoefficients coefficients = FixedCoefficients.of(source.height(), height, kernel);
    int rowLength = source.width() * source.channels();
    byte[] out = new byte[Math.multiplyExact(rowLength, height)];
    int[] sums = new int[rowLength];
    for (int y = 0; y < height; y++) {
      downRow(source.samples(), coefficients, y, sums);
      for (int x = 0; x < rowLength; x++) {
        out[y * rowLength + x] = FixedCoefficients.sample(sums[x]);
      }
    }
    return new Bitmap8(source.width(), height, source.channels(), out);
  }

  private static void downRow(byte[] in, FixedCoefficients coefficients, int y, int[] sums) {
    Arrays.fill(sums, FixedCoefficients.HALF);
    int from = coefficients.first()[y] * sums.length;
    for (int weight : coefficients.weights()[y]) {
      for (int x = 0; x < sums.length; x++) {
        sums[x] += weight * (in[from + x] & 0xFF);
      }
      from += sums.length;
    }
  }
}
