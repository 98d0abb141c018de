package org.vigil.ingest.jpeg;

import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * A marker and its parameters (ITU-T T.81 section B.1.1.4).
 *
 * @param marker second byte of the marker
 * @param data the whole stream
 * @param from first byte of the parameters, after their length
 * @param to first byte after them
 */
record Segment(int marker, byte[] data, int from, int to) {
  static final int START_OF_IMAGE = 0xD8;
  static final int END_OF_IMAGE = 0xD9;
  static final int START_OF_SCAN = 0xDA;

  /**
   * The segment at or after a position; bytes that are no marker are passed over, as are the fill
   * bytes before one.
   */
  static Segment next(byte[] data, int position) {
    int at = position;
    while (at + 1 < data.length && !(data[at] == -1 && isMarker(data[at + 1] & 0xFF))) {
      at++;
    }
    if (at + 1 >= data.length) {
      throw damaged("the JPEG stream has no end");
    }
    int marker = data[at + 1] & 0xFF;
    if (marker == START_OF_IMAGE || marker == END_OF_IMAGE) {
      return new Segment(marker, data, at + 2, at + 2);
    }
    if (at + 4 > data.length) {
      throw damaged("a JPEG segment ends early");
    }
    int length = (data[at + 2] & 0xFF) << 8 | data[at + 3] & 0xFF;
    if (length < 2 || at + 2 + length > data.length) {
      throw damaged("a JPEG segment is longer than the stream");
    }
    return new Segment(marker, data, at + 4, at + 2 + length);
  }

  private static boolean isMarker(int code) {
    boolean restart = code >= 0xD0 && code <= 0xD7;
    return code != 0 && code != 0xFF && code != 1 && !restart;
  }

  int length() {
    return to - from;
  }

  int u8(int offset) {
    if (offset < 0 || from + offset >= to) {
      throw damaged("a JPEG segment is too short");
    }
    return data[from + offset] & 0xFF;
  }

  int u16(int offset) {
    return u8(offset) << 8 | u8(offset + 1);
  }

  static RefusedException damaged(String detail) {
    return new RefusedException(RejectionReason.DAMAGED, detail);
  }
}
