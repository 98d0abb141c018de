package org.vigil.ingest.dicom;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.vigil.ingest.dicom.dataset.Part10;

/**
 * Expands a segmented palette: runs of entries, straight lines between entries, and segments that
 * occurred before (PS3.3 C.7.9.2). One use, one thread.
 */
final class SegmentedLut {
  private static final int DISCRETE = 0;
  private static final int LINEAR = 1;
  private static final int INDIRECT = 2;

  private final ByteBuffer words;
  private final int[] entries;
  private int filled;

  private SegmentedLut(ByteBuffer words, int count) {
    this.words = words;
    this.entries = new int[count];
  }

  /**
   * @param words 16 bits each
   * @param count entries that its descriptor promises
   */
  static int[] expand(ByteBuffer words, int count) {
    try {
      return new SegmentedLut(words, count).expand();
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw Part10.damaged("a segmented palette is damaged");
    }
  }

  private int[] expand() {
    while (filled < entries.length) {
      segment(words, true);
    }
    return entries;
  }

  private void segment(ByteBuffer in, boolean mayRefer) {
    int kind = word(in);
    int length = word(in);
    switch (kind) {
      case DISCRETE -> {
        for (int i = 0; i < length; i++) {
          entries[filled++] = word(in);
        }
      }
      case LINEAR -> line(length, word(in));
      case INDIRECT -> {
        if (!mayRefer) {
          throw Part10.damaged("a segment of a palette refers to one that refers");
        }
        again(length, word(in) | word(in) << 16);
      }
      default -> throw Part10.damaged("a segment of a palette is of no known kind");
    }
  }

  /** From the last entry, which is not repeated, to a new one. */
  private void line(int length, int end) {
    int start = entries[filled - 1];
    for (int i = 1; i <= length; i++) {
      entries[filled++] = start + Math.round((end - start) * (float) i / length);
    }
  }

  /**
   * @param offset of the first segment, in bytes
   */
  private void again(int segments, int offset) {
    ByteBuffer from = words.duplicate().order(words.order()).position(offset);
    for (int i = 0; i < segments; i++) {
      segment(from, false);
    }
  }

  private static int word(ByteBuffer in) {
    return Short.toUnsignedInt(in.getShort());
  }
}
