package org.vigil.models.preprocess;

/**
 * Maps each pixel through the tables of the four nearest tile centres, blended bilinearly in float
 * and rounded half to even.
 *
 * @param tiling the tiles
 * @param tables one of 256 entries per tile, row by row
 */
record TableBlend(Tiling tiling, byte[][] tables) {

  byte[] apply(Bitmap8 grey) {
    Neighbours across = Neighbours.of(grey.width(), tiling.tileWidth(), tiling.across());
    Neighbours down = Neighbours.of(grey.height(), tiling.tileHeight(), tiling.down());
    byte[] out = new byte[grey.samples().length];
    for (int y = 0; y < grey.height(); y++) {
      blendRow(grey, y, across, down, out);
    }
    return out;
  }

  private void blendRow(Bitmap8 grey, int y, Neighbours across, Neighbours down, byte[] out) {
    int upper = down.before()[y] * tiling.across();
    int lower = down.after()[y] * tiling.across();
    float below = down.share()[y];
    float above = 1f - below;
    for (int x = 0; x < grey.width(); x++) {
      int at = y * grey.width() + x;
      int level = grey.samples()[at] & 0xFF;
      int left = across.before()[x];
      int right = across.after()[x];
      float toRight = across.share()[x];
      float toLeft = 1f - toRight;
      float top = look(upper + left, level) * toLeft + look(upper + right, level) * toRight;
      float bottom = look(lower + left, level) * toLeft + look(lower + right, level) * toRight;
      out[at] = (byte) (int) Math.rint(top * above + bottom * below);
    }
  }

  private int look(int table, int level) {
    return tables[table][level] & 0xFF;
  }

  /**
   * The tiles whose centres lie on both sides of each pixel of a line.
   *
   * @param before nearest tile at or before
   * @param after the tile after that, or the same at the border
   * @param share of the tile after, 0 to 1
   */
  private record Neighbours(int[] before, int[] after, float[] share) {
    static Neighbours of(int length, int tile, int tiles) {
      int[] before = new int[length];
      int[] after = new int[length];
      float[] share = new float[length];
      float inverse = 1f / tile;
      for (int i = 0; i < length; i++) {
        float position = i * inverse - 0.5f;
        int floor = (int) Math.floor(position);
        share[i] = position - floor;
        before[i] = Math.max(floor, 0);
        after[i] = Math.min(floor + 1, tiles - 1);
      }
      return new Neighbours(before, after, share);
    }
  }
}
