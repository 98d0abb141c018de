package org.vigil.models.preprocess;

/**
 * Contrast-limited adaptive histogram equalisation of a grey picture (Zuiderveld 1994, in OpenCV's
 * arithmetic): every tile gets its own equalising table whose slope is limited, and each pixel
 * blends the tables of the four nearest tiles. Thread-safe.
 *
 * @param clipLimit limit of a table's slope, as a multiple of a flat histogram's
 * @param tilesAcross tiles in a row
 * @param tilesDown tiles in a column
 */
public record Clahe(double clipLimit, int tilesAcross, int tilesDown) {
  private static final int LEVELS = 256;

  public Clahe {
    if (!(clipLimit > 0) || tilesAcross < 1 || tilesDown < 1) {
      throw new IllegalArgumentException(
          "clip limit " + clipLimit + " with " + tilesAcross + " x " + tilesDown + " tiles");
    }
  }

  /**
   * @param grey of one channel, each side at least 2 pixels
   */
  public Bitmap8 apply(Bitmap8 grey) {
    if (grey.channels() != 1) {
      throw new IllegalArgumentException("a picture of " + grey.channels() + " channels; needs 1");
    }
    Tiling tiling = Tiling.of(grey.width(), grey.height(), tilesAcross, tilesDown);
    byte[][] tables = tables(grey, tiling);
    return new Bitmap8(grey.width(), grey.height(), 1, new TableBlend(tiling, tables).apply(grey));
  }

  private byte[][] tables(Bitmap8 grey, Tiling tiling) {
    byte[][] tables = new byte[tilesAcross * tilesDown][LEVELS];
    int[] counts = new int[LEVELS];
    for (int row = 0; row < tilesDown; row++) {
      for (int column = 0; column < tilesAcross; column++) {
        tiling.count(grey, row, column, counts);
        clip(counts, tiling.area());
        equalise(counts, tiling.area(), tables[row * tilesAcross + column]);
      }
    }
    return tables;
  }

  /** Cuts the histogram at the limit and shares out what was cut. */
  private void clip(int[] counts, int area) {
    int limit = Math.max((int) (clipLimit * area / LEVELS), 1);
    int excess = 0;
    for (int level = 0; level < LEVELS; level++) {
      if (counts[level] > limit) {
        excess += counts[level] - limit;
        counts[level] = limit;
      }
    }
    for (int level = 0; level < LEVELS; level++) {
      counts[level] += excess / LEVELS;
    }
    int rest = excess % LEVELS;
    int step = Math.max(LEVELS / Math.max(rest, 1), 1);
    for (int level = 0; level < LEVELS && rest > 0; level += step, rest--) {
      counts[level]++;
    }
  }

  private static void equalise(int[] counts, int area, byte[] table) {
    float scale = (LEVELS - 1) / (float) area;
    int cumulative = 0;
    for (int level = 0; level < LEVELS; level++) {
      cumulative += counts[level];
      table[level] = (byte) Math.min(255, (int) Math.rint(cumulative * scale));
    }
  }
}
