package org.vigil.ingest.jpeg;

/**
 * The inverse discrete cosine transform of an 8 by 8 block (ITU-T T.81 section A.3.3), by the
 * scaled algorithm of Arai, Agui and Nakajima (Trans. IEICE E-71, 1988): five multiplications for
 * eight values, the rest being in the steps of quantisation. Single precision leaves an error below
 * a hundredth of a grey level.
 */
final class InverseDct {
  private static final int SIDE = 8;
  private static final float SQRT2 = (float) Math.sqrt(2);
  private static final float C2 = (float) (2 * Math.cos(Math.PI / 8));
  private static final float C2_MINUS_C6 =
      (float) (2 * (Math.cos(Math.PI / 8) - Math.cos(3 * Math.PI / 8)));
  private static final float C2_PLUS_C6 =
      (float) (2 * (Math.cos(Math.PI / 8) + Math.cos(3 * Math.PI / 8)));

  private InverseDct() {}

  /** What the coefficient at a place of a block is multiplied with beforehand. */
  static float scale(int place) {
    return (float) (scale1(place / SIDE) * scale1(place % SIDE) / SIDE);
  }

  private static double scale1(int k) {
    return k == 0 ? 1 : Math.sqrt(2) * Math.cos(k * Math.PI / 16);
  }

  /** Transforms scaled coefficients, [row][column], into samples around zero. */
  static void transform(float[] block) {
    for (int column = 0; column < SIDE; column++) {
      line(block, column, SIDE);
    }
    for (int row = 0; row < SIDE; row++) {
      line(block, row * SIDE, 1);
    }
  }

  private static void line(float[] v, int at, int step) {
    // Even coefficients.
    float sum04 = v[at] + v[at + 4 * step];
    float difference04 = v[at] - v[at + 4 * step];
    float sum26 = v[at + 2 * step] + v[at + 6 * step];
    float difference26 = (v[at + 2 * step] - v[at + 6 * step]) * SQRT2 - sum26;
    float even0 = sum04 + sum26;
    float even3 = sum04 - sum26;
    float even1 = difference04 + difference26;
    float even2 = difference04 - difference26;
    // Odd coefficients.
    float sum53 = v[at + 5 * step] + v[at + 3 * step];
    float difference53 = v[at + 5 * step] - v[at + 3 * step];
    float sum17 = v[at + step] + v[at + 7 * step];
    float difference17 = v[at + step] - v[at + 7 * step];
    float odd7 = sum17 + sum53;
    float turned = (difference53 + difference17) * C2;
    float odd6 = turned - difference53 * C2_PLUS_C6 - odd7;
    float odd5 = (sum17 - sum53) * SQRT2 - odd6;
    float odd4 = turned - difference17 * C2_MINUS_C6 - odd5;
    v[at] = even0 + odd7;
    v[at + 7 * step] = even0 - odd7;
    v[at + step] = even1 + odd6;
    v[at + 6 * step] = even1 - odd6;
    v[at + 2 * step] = even2 + odd5;
    v[at + 5 * step] = even2 - odd5;
    v[at + 3 * step] = even3 + odd4;
    v[at + 4 * step] = even3 - odd4;
  }
}
