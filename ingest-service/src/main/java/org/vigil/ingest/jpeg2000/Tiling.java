package org.vigil.ingest.jpeg2000;

import java.nio.ByteBuffer;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * How a picture is cut into tiles (ITU-T T.800 section B.3).
 *
 * @param tiles how many
 * @param width of a whole tile, no more than the picture's
 * @param height of a whole tile, no more than the picture's
 */
record Tiling(long tiles, long width, long height, int components) {
  private static final int MOST_TILES = 4096;

  /**
   * @param siz segment of the main header
   */
  static Tiling of(Codestream.Expected expected, long right, long bottom, ByteBuffer siz) {
    long width = Integer.toUnsignedLong(siz.getInt(18));
    long height = Integer.toUnsignedLong(siz.getInt(22));
    long left = Integer.toUnsignedLong(siz.getInt(26));
    long top = Integer.toUnsignedLong(siz.getInt(30));
    if (width == 0 || height == 0 || left >= right || top >= bottom) {
      throw Codestream.damaged("a JPEG 2000 picture without tiles");
    }
    long across = (right - left + width - 1) / width;
    long down = (bottom - top + height - 1) / height;
    if (across > MOST_TILES || down > MOST_TILES || across * down > MOST_TILES) {
      throw new RefusedException(
          RejectionReason.UNPROCESSABLE, "JPEG 2000 with more than " + MOST_TILES + " tiles");
    }
    return new Tiling(
        across * down,
        Math.min(width, expected.width()),
        Math.min(height, expected.height()),
        expected.components());
  }
}
