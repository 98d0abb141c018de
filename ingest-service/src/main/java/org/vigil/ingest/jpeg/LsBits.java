package org.vigil.ingest.jpeg;

/**
 * The bits of a JPEG-LS scan: behind a byte of ones a zero bit is stuffed in (ITU-T T.87 section
 * A.1). They end at a marker.
 */
final class LsBits {
  private final byte[] data;
  private int at;
  private int current;
  private int left;
  private boolean afterOnes;

  LsBits(byte[] data, int from) {
    this.data = data;
    this.at = from;
  }

  int bit() {
    if (left == 0) {
      load();
    }
    left--;
    return current >>> left & 1;
  }

  int take(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** How many zeros there are in front of the next one, both taken. */
  int zeros(int most) {
    int count = 0;
    while (bit() == 0) {
      count++;
      if (count > most) {
        throw Segment.damaged("a JPEG-LS code is too long");
      }
    }
    return count;
  }

  private void load() {
    int next = at < data.length ? data[at] & 0xFF : 0xFF;
    if (at >= data.length || afterOnes && next > 0x7F) {
      throw Segment.damaged("the JPEG-LS picture ends early");
    }
    current = next;
    left = afterOnes ? 7 : 8;
    afterOnes = next == 0xFF;
    at++;
  }

  /** Where the next marker may begin. */
  int position() {
    return afterOnes ? at - 1 : at;
  }
}
