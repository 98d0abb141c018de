package org.vigil.ingest.jpeg;

import java.util.Map;

/**
 * Steps of the 64 coefficients in zigzag order, each with the scale factors of {@link InverseDct}
 * already in it (ITU-T T.81 section B.2.4.1).
 */
record QuantisationTable(float[] steps) {
  static final int MARKER = 0xDB;
  private static final int SIZE = 64;

  /** Reads every table of a DQT segment, by destination. */
  static void read(Segment segment, Map<Integer, QuantisationTable> into) {
    int at = 0;
    while (at < segment.length()) {
      boolean wide = segment.u8(at) >>> 4 != 0;
      float[] steps = new float[SIZE];
      for (int k = 0; k < SIZE; k++) {
        int step = wide ? segment.u16(at + 1 + 2 * k) : segment.u8(at + 1 + k);
        steps[k] = step * InverseDct.scale(Zigzag.place(k));
      }
      into.put(segment.u8(at) & 0xF, new QuantisationTable(steps));
      at += 1 + (wide ? 2 * SIZE : SIZE);
    }
  }

  static QuantisationTable of(Map<Integer, QuantisationTable> tables, int destination) {
    QuantisationTable table = tables.get(destination);
    if (table == null) {
      throw Segment.damaged("a JPEG component without its quantisation table");
    }
    return table;
  }
}
