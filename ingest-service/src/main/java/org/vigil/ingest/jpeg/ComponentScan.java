package org.vigil.ingest.jpeg;

import java.util.Arrays;

/**
 * Decodes the blocks of one component of a scan into its plane (ITU-T T.81 section F.2). One use,
 * one thread.
 */
final class ComponentScan {
  private static final int COEFFICIENTS = 64;
  private static final int LONGEST_CATEGORY = 15;
  private static final int SIXTEEN_ZEROS = 15;

  private final Plane plane;
  private final HuffmanTable dc;
  private final HuffmanTable ac;
  private final float[] steps;
  private final int across;
  private final int down;
  private final float[] block = new float[COEFFICIENTS];
  private int prediction;

  /**
   * @param across blocks of a unit, from left to right
   * @param down blocks of a unit, from top to bottom
   */
  ComponentScan(
      Plane plane,
      HuffmanTable dc,
      HuffmanTable ac,
      QuantisationTable quantisation,
      int across,
      int down) {
    this.plane = plane;
    this.dc = dc;
    this.ac = ac;
    this.steps = quantisation.steps();
    this.across = across;
    this.down = down;
  }

  void restart() {
    prediction = 0;
  }

  /** Decodes this component's blocks of the unit at column x and row y of units. */
  void unit(EntropyBits bits, int x, int y) {
    for (int row = 0; row < down; row++) {
      for (int column = 0; column < across; column++) {
        coefficients(bits);
        InverseDct.transform(block);
        plane.put(block, x * across + column, y * down + row);
      }
    }
  }

  /** Sections F.2.2.1 and F.2.2.2. */
  private void coefficients(EntropyBits bits) {
    Arrays.fill(block, 0);
    prediction += bits.extended(category(dc.decode(bits)));
    block[0] = prediction * steps[0];
    int k = 1;
    while (k < COEFFICIENTS) {
      int code = ac.decode(bits);
      int zeros = code >>> 4;
      int category = code & 0xF;
      if (category == 0 && zeros < SIXTEEN_ZEROS) {
        return; // End of block.
      }
      k += zeros;
      if (k >= COEFFICIENTS) {
        throw Segment.damaged("a JPEG block of too many coefficients");
      }
      block[Zigzag.place(k)] = bits.extended(category) * steps[k];
      k++;
    }
  }

  private static int category(int code) {
    if (code > LONGEST_CATEGORY) {
      throw Segment.damaged("a JPEG difference of too many bits");
    }
    return code;
  }
}
