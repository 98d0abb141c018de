package org.vigil.models.preprocess;

import java.util.Arrays;

/**
 * A grey picture cut into equal tiles; a side that does not divide is continued by its mirror image
 * (without repeating the edge) until it does.
 *
 * @param across tiles in a row
 * @param down tiles in a column
 * @param tileWidth pixels
 * @param tileHeight pixels
 */
record Tiling(int across, int down, int tileWidth, int tileHeight) {

  /** As OpenCV: if either side does not divide, both grow to the next multiple above. */
  static Tiling of(int width, int height, int across, int down) {
    if (width % across == 0 && height % down == 0) {
      return new Tiling(across, down, width / across, height / down);
    }
    int addedRight = across - width % across;
    int addedBelow = down - height % down;
    if (addedRight >= width || addedBelow >= height) {
      throw new IllegalArgumentException(
          width + " x " + height + " pixels are too few for " + across + " x " + down + " tiles");
    }
    return new Tiling(across, down, (width + addedRight) / across, (height + addedBelow) / down);
  }

  /** Pixels of a tile. */
  int area() {
    return tileWidth * tileHeight;
  }

  /** Fills {@code counts} with a tile's histogram. */
  void count(Bitmap8 grey, int row, int column, int[] counts) {
    Arrays.fill(counts, 0);
    byte[] samples = grey.samples();
    for (int y = row * tileHeight; y < (row + 1) * tileHeight; y++) {
      int line = mirrored(y, grey.height()) * grey.width();
      for (int x = column * tileWidth; x < (column + 1) * tileWidth; x++) {
        counts[samples[line + mirrored(x, grey.width())] & 0xFF]++;
      }
    }
  }

  private static int mirrored(int at, int length) {
    return at < length ? at : 2 * (length - 1) - at;
  }
}
