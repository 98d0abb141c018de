package org.vigil.ingest.jpeg;

/**
 * The bits of entropy-coded data, without the zero bytes that follow each 0xFF (ITU-T T.81 section
 * F.1.2.3). They end at a marker: beyond it lie zeros that may be looked at but not taken.
 */
final class EntropyBits {
  private final byte[] data;
  private int at;
  private long window;
  private int filled;
  private int beyond; // How many of the bits in the window lie behind the end.

  EntropyBits(byte[] data, int from) {
    this.data = data;
    this.at = from;
  }

  /** The next bits, up to 32, without taking them. */
  int peek(int count) {
    while (filled < count) {
      fill();
    }
    return (int) (window >>> filled - count & (1L << count) - 1);
  }

  void skip(int count) {
    filled -= count;
    if (filled < beyond) {
      throw Segment.damaged("the JPEG picture ends early");
    }
  }

  int take(int count) {
    if (count == 0) {
      return 0;
    }
    int bits = peek(count);
    skip(count);
    return bits;
  }

  /** A signed number of a category (ITU-T T.81 section F.2.2.1, RECEIVE and EXTEND). */
  int extended(int category) {
    int value = take(category);
    boolean negative = category > 0 && value < 1 << category - 1;
    return negative ? value - (1 << category) + 1 : value;
  }

  private void fill() {
    int next = at < data.length ? data[at] & 0xFF : -1;
    boolean stuffed = next == 0xFF && at + 1 < data.length && data[at + 1] == 0;
    if (next < 0 || next == 0xFF && !stuffed) {
      window <<= 8;
      beyond += 8;
    } else {
      window = window << 8 | next;
      at += stuffed ? 2 : 1;
    }
    filled += 8;
  }

  /** Goes on behind a restart marker, which must be next. */
  void restart() {
    if (filled - beyond >= 8 || at + 1 >= data.length || data[at] != -1) {
      throw Segment.damaged("a restart marker is missing");
    }
    int marker = data[at + 1] & 0xFF;
    if (marker < 0xD0 || marker > 0xD7) {
      throw Segment.damaged("a restart marker is missing");
    }
    at += 2;
    window = 0;
    filled = 0;
    beyond = 0;
  }

  /** Where the next marker may begin. */
  int position() {
    return at;
  }
}
