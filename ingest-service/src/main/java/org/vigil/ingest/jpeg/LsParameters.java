package org.vigil.ingest.jpeg;

/**
 * Coding parameters of JPEG-LS (ITU-T T.87 sections A.2.1 and C.2.4.1).
 *
 * @param most greatest sample, MAXVAL
 * @param t1 first threshold of a gradient
 * @param t2 second threshold
 * @param t3 third threshold
 * @param reset count at which a context is halved
 * @param near greatest error of a sample, 0 for lossless
 */
record LsParameters(int most, int t1, int t2, int t3, int reset, int near) {
  private static final int RESET = 64;

  /** Section C.2.4.1.1.1. */
  static LsParameters standard(int most, int near) {
    int t1;
    int t2;
    int t3;
    if (most >= 128) {
      int factor = (Math.min(most, 4095) + 128) / 256;
      t1 = clamp(factor + 2 + 3 * near, near + 1, most);
      t2 = clamp(4 * factor + 3 + 5 * near, t1, most);
      t3 = clamp(17 * factor + 4 + 7 * near, t2, most);
    } else {
      int factor = 256 / (most + 1);
      t1 = clamp(Math.max(2, 3 / factor + 3 * near), near + 1, most);
      t2 = clamp(Math.max(3, 7 / factor + 5 * near), t1, most);
      t3 = clamp(Math.max(4, 21 / factor + 7 * near), t2, most);
    }
    return new LsParameters(most, t1, t2, t3, RESET, near);
  }

  /** Parameters of an LSE segment; zeros stand for the standard ones. */
  static LsParameters of(Segment lse, int near) {
    LsParameters standard = standard(lse.u16(1), near);
    return new LsParameters(
        standard.most,
        lse.u16(3) == 0 ? standard.t1 : lse.u16(3),
        lse.u16(5) == 0 ? standard.t2 : lse.u16(5),
        lse.u16(7) == 0 ? standard.t3 : lse.u16(7),
        lse.u16(9) == 0 ? RESET : lse.u16(9),
        near);
  }

  void requireUsable(int precision) {
    boolean ordered = near < t1 && t1 <= t2 && t2 <= t3 && t3 <= most;
    if (most < 1 || most >= 1 << precision || near > Math.min(255, most / 2) || !ordered) {
      throw Segment.damaged("JPEG-LS parameters that contradict each other");
    }
  }

  private static int clamp(int value, int low, int most) {
    return value > most || value < low ? low : value;
  }

  /** How wide the steps between samples are. */
  int step() {
    return 2 * near + 1;
  }

  /** How many different errors there are. */
  int range() {
    return (most + 2 * near) / step() + 1;
  }

  /** Bits of an error, qbpp. */
  int errorBits() {
    return bitsFor(range());
  }

  /** Longest code, LIMIT. */
  int limit() {
    int bits = Math.max(2, bitsFor(most + 1));
    return 2 * (bits + Math.max(8, bits));
  }

  private static int bitsFor(int values) {
    return 32 - Integer.numberOfLeadingZeros(values - 1);
  }

  /** The region of a gradient, -4 to 4 (section A.3.3). */
  int region(int gradient) {
    int size = Math.abs(gradient);
    int region = size <= near ? 0 : size < t1 ? 1 : size < t2 ? 2 : size < t3 ? 3 : 4;
    return gradient < 0 ? -region : region;
  }

  /** A reconstructed sample, brought back into its range (section A.4.5). */
  int sample(int predicted, int error) {
    int value = predicted + error * step();
    if (value < -near) {
      value += range() * step();
    } else if (value > most + near) {
      value -= range() * step();
    }
    return Math.clamp(value, 0, most);
  }
}
