package org.vigil.ingest.jpeg2000;

import java.nio.ByteBuffer;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * What a coding style asks of a decoder's memory (ITU-T T.800 section A.6.1): every code-block and
 * precinct is an object, whatever there is in it.
 *
 * @param layers of quality; 1 where they are said elsewhere
 * @param levels of decomposition
 * @param blockWidth exponent of a code-block's width
 * @param blockHeight exponent of a code-block's height
 * @param precincts a byte for each resolution with the exponents of its precincts' sides; empty
 *     where they are as large as can be
 */
record CodingStyle(int layers, int levels, int blockWidth, int blockHeight, byte[] precincts) {
  private static final int MOST_LAYERS = 256;
  private static final int MOST_LEVELS = 32;
  private static final long MOST_PARTS = 1 << 19;

  /**
   * @param layersAt where the number of layers is, behind the style and the progression
   * @param at where the decomposition levels are
   */
  static CodingStyle of(ByteBuffer segment, int layersAt, int at) {
    boolean ownPrecincts = (segment.get(0) & 1) == 1;
    return parse(segment, Short.toUnsignedInt(segment.getShort(1 + layersAt)), at, ownPrecincts);
  }

  /** Section A.6.2, of pictures with up to 256 components. */
  static CodingStyle ofComponent(ByteBuffer segment) {
    return parse(segment, 1, 2, (segment.get(1) & 1) == 1);
  }

  private static CodingStyle parse(ByteBuffer segment, int layers, int at, boolean precincts) {
    int levels = segment.get(at) & 0xFF;
    if (levels > MOST_LEVELS) {
      throw Codestream.damaged("JPEG 2000 with more than " + MOST_LEVELS + " levels");
    }
    byte[] sizes = new byte[precincts ? levels + 1 : 0];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = segment.get(at + 5 + i);
    }
    int blockWidth = (segment.get(at + 1) & 0xF) + 2;
    int blockHeight = (segment.get(at + 2) & 0xF) + 2;
    return new CodingStyle(layers, levels, blockWidth, blockHeight, sizes);
  }

  /**
   * @throws RefusedException if it takes more objects than a picture reasonably has
   */
  void requireBounded(Tiling tiling) {
    long parts = 0;
    for (int resolution = 0; resolution <= levels; resolution++) {
      int smaller = levels - resolution;
      int across = precinct(resolution, 0);
      int down = precinct(resolution, 4);
      parts += count(tiling, smaller, across, down);
      parts += count(tiling, smaller, Math.min(blockWidth, across), Math.min(blockHeight, down));
    }
    long all = parts * tiling.tiles() * tiling.components();
    if (layers < 1 || layers > MOST_LAYERS || all > MOST_PARTS) {
      throw new RefusedException(
          RejectionReason.UNPROCESSABLE,
          "JPEG 2000 with more than %d layers or %d code-blocks"
              .formatted(MOST_LAYERS, MOST_PARTS));
    }
  }

  private int precinct(int resolution, int shift) {
    return precincts.length == 0 ? 15 : precincts[resolution] >>> shift & 0xF;
  }

  private static long count(Tiling tiling, int smaller, int acrossBits, int downBits) {
    return count(tiling.width() >>> smaller, acrossBits)
        * count(tiling.height() >>> smaller, downBits);
  }

  private static long count(long length, int bits) {
    return (length >>> bits) + 1;
  }
}
