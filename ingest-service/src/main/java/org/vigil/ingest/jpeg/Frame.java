package org.vigil.ingest.jpeg;

import java.util.ArrayList;
import java.util.List;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * A frame header (ITU-T T.81 section B.2.2).
 *
 * @param precision bits of a sample
 * @param components their identifiers in order
 */
record Frame(int precision, int width, int height, List<Integer> components) {

  /**
   * @throws RefusedException if the frame is not of the size that the caller admitted, or its
   *     components differ in resolution
   */
  static Frame parse(Segment segment, int width, int height, int components) {
    int precision = segment.u8(0);
    if (segment.u16(1) != height || segment.u16(3) != width || segment.u8(5) != components) {
      throw Segment.damaged("the JPEG picture and the data set state different sizes");
    }
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < components; i++) {
      if (segment.u8(7 + 3 * i) != 0x11) {
        throw new RefusedException(
            RejectionReason.UNSUPPORTED_FORMAT, "JPEG components of several resolutions");
      }
      ids.add(segment.u8(6 + 3 * i));
    }
    if (precision < 2 || precision > 16) {
      throw Segment.damaged("a JPEG precision of " + precision + " bits");
    }
    return new Frame(precision, width, height, ids);
  }
}
