package org.vigil.ingest.decode;

import java.awt.image.SampleModel;

/** Widens a line of grey samples to the full range of 16 bits. Thread-safe. */
sealed interface GreyLine {
  int FULL = 65535;

  /**
   * @param line samples as a raster gives them, band by band
   * @param to 16-bit samples, black 0
   * @param at where in {@code to} the line begins
   */
  void widen(int[] line, short[] to, int at, int width);

  /** For one band of grey, or one of grey and one of opacity. */
  static GreyLine of(SampleModel samples) {
    int grey = full(samples, 0);
    return samples.getNumBands() == 1
        ? new Opaque(table(grey))
        : new OnWhite(grey, full(samples, 1));
  }

  private static int full(SampleModel samples, int band) {
    return (int) ((1L << samples.getSampleSize(band)) - 1);
  }

  /** Every value that a sample can have, widened once: a picture has millions of them. */
  private static short[] table(int full) {
    short[] table = new short[full + 1];
    for (int value = 0; value <= full; value++) {
      table[value] = (short) Math.round((double) value / full * FULL);
    }
    return table;
  }

  /**
   * Without opacity.
   *
   * @param table the 16-bit sample for each value
   */
  record Opaque(short[] table) implements GreyLine {
    @Override
    public void widen(int[] line, short[] to, int at, int width) {
      for (int x = 0; x < width; x++) {
        to[at + x] = table[line[x]];
      }
    }
  }

  /**
   * Transparent pixels lie on white.
   *
   * @param full the greatest grey value
   * @param opaque the value of a pixel that nothing shines through
   */
  record OnWhite(double full, double opaque) implements GreyLine {
    @Override
    public void widen(int[] line, short[] to, int at, int width) {
      for (int x = 0; x < width; x++) {
        double alpha = line[2 * x + 1] / opaque;
        double value = line[2 * x] / full;
        to[at + x] = (short) Math.round((value * alpha + 1 - alpha) * FULL);
      }
    }
  }
}
