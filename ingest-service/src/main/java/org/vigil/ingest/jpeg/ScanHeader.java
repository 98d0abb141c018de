package org.vigil.ingest.jpeg;

import java.util.ArrayList;
import java.util.List;

/**
 * A scan header (ITU-T T.81 section B.2.3, T.87 section C.2.3).
 *
 * @param parts components of the scan, in their order
 * @param first predictor; spectral selection; NEAR
 * @param second end of the spectral selection; interleaving
 * @param third successive approximation; point transform
 * @param end where its entropy-coded data begin
 */
record ScanHeader(List<Part> parts, int first, int second, int third, int end) {

  /**
   * A component of a scan.
   *
   * @param channel of the frame, counted from 0
   * @param tables which tables it uses
   */
  record Part(int channel, int tables) {
    int dcTable() {
      return tables >>> 4;
    }

    int acTable() {
      return tables & 0xF;
    }
  }

  static ScanHeader parse(Segment segment, Frame frame) {
    int count = segment.u8(0);
    if (count < 1 || count > frame.components().size()) {
      throw Segment.damaged("a JPEG scan of too many components");
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Part part = new Part(frame.channel(segment.u8(1 + 2 * i)), segment.u8(2 + 2 * i));
      if (part.channel() < 0 || parts.stream().anyMatch(p -> p.channel() == part.channel())) {
        throw Segment.damaged("a JPEG scan names what is not there");
      }
      parts.add(part);
    }
    int at = 1 + 2 * count;
    return new ScanHeader(
        parts, segment.u8(at), segment.u8(at + 1), segment.u8(at + 2), segment.to());
  }

  /** The channels of its components. */
  int[] channels() {
    return parts.stream().mapToInt(Part::channel).toArray();
  }
}
