package org.vigil.ingest.jpeg;

/** The order of coefficients in a block (ITU-T T.81 figure A.6). */
final class Zigzag {
  private static final int SIDE = 8;
  private static final int[] PLACES = places();

  private Zigzag() {}

  /** Row times eight plus column of the k-th coefficient. */
  static int place(int k) {
    return PLACES[k];
  }

  /** Diagonal by diagonal: even ones upwards, odd ones downwards. */
  private static int[] places() {
    int[] places = new int[SIDE * SIDE];
    int k = 0;
    for (int diagonal = 0; diagonal < 2 * SIDE - 1; diagonal++) {
      int from = Math.max(0, diagonal - SIDE + 1);
      int to = Math.min(diagonal, SIDE - 1);
      for (int i = from; i <= to; i++) {
        int row = diagonal % 2 == 0 ? diagonal - i : i;
        places[k++] = row * SIDE + diagonal - row;
      }
    }
    return places;
  }
}
