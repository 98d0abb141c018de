package org.vigil.ingest.jpeg;

import java.util.Map;

/**
 * A Huffman table (ITU-T T.81 annex C), looked up by the next sixteen bits.
 *
 * @param codes for every sixteen bits: length of the code in front shifted by 8, and its symbol; 0
 *     where there is none
 */
record HuffmanTable(short[] codes) {
  static final int MARKER = 0xC4;
  private static final int LONGEST = 16;
  private static final int CLASS_AND_DESTINATION = 0x13; // The bits that table B.5 leaves to them.

  /**
   * Reads every table of a DHT segment, by class and destination. There are eight of these, which
   * bounds what a segment can cost.
   */
  static void read(Segment segment, Map<Integer, HuffmanTable> into) {
    int at = 0;
    while (at < segment.length()) {
      int destination = destination(segment, at);
      int symbols = at + 1 + LONGEST;
      short[] codes = new short[1 << LONGEST];
      int code = 0;
      for (int length = 1; length <= LONGEST; length++) {
        for (int i = segment.u8(at + length); i > 0; i--) {
          if (code >= 1 << length) {
            throw Segment.damaged("a Huffman table has too many codes");
          }
          fill(codes, code << LONGEST - length, length, segment.u8(symbols));
          symbols++;
          code++;
        }
        code <<= 1;
      }
      into.put(destination, new HuffmanTable(codes));
      at = symbols;
    }
  }

  private static int destination(Segment segment, int at) {
    int destination = segment.u8(at);
    if ((destination & ~CLASS_AND_DESTINATION) != 0) {
      throw Segment.damaged("a Huffman table for a destination that there is not");
    }
    JpegStream.throwIfInterrupted();
    return destination;
  }

  private static void fill(short[] codes, int from, int length, int symbol) {
    for (int i = 0; i < 1 << LONGEST - length; i++) {
      codes[from + i] = (short) (length << 8 | symbol);
    }
  }

  /** The table at a destination: AC tables have 0x10 added to theirs. */
  static HuffmanTable of(Map<Integer, HuffmanTable> tables, int destination) {
    HuffmanTable table = tables.get(destination);
    if (table == null) {
      throw Segment.damaged("a JPEG scan names a Huffman table that is not there");
    }
    return table;
  }

  int decode(EntropyBits bits) {
    int entry = codes[bits.peek(LONGEST)];
    if (entry == 0) {
      throw Segment.damaged("bits that are no Huffman code");
    }
    bits.skip(entry >>> 8);
    return entry & 0xFF;
  }
}
