package org.vigil.ingest.jpeg;

/**
 * What the frame header of a JPEG stream says of its picture, before anything is decoded (ITU-T
 * T.81 section B.2.2).
 *
 * @param process the frame's marker: 0xC0 baseline, 0xC1 extended, 0xC2 progressive, 0xC3 lossless
 * @param precision bits of a sample
 * @param untransformed whether three components are said to be red, green and blue (T.872, 6.5.3)
 */
public record JpegHeader(
    int process, int precision, int width, int height, int components, boolean untransformed) {
  private static final int APP14 = 0xEE;
  private static final int ADOBE_TRANSFORM = 11;
  private static final String ADOBE = "Adobe";

  /**
   * @param start of a stream, up to its first scan at least
   * @throws org.vigil.ingest.refusal.RefusedException if it has no frame header
   */
  public static JpegHeader read(byte[] start) {
    boolean untransformed = false;
    for (Segment segment = Segment.next(start, 0);
        segment.marker() != Segment.START_OF_SCAN && segment.marker() != Segment.END_OF_IMAGE;
        segment = Segment.next(start, segment.to())) {
      if (JpegStream.isFrame(segment.marker())) {
        return of(segment, untransformed);
      }
      untransformed |= isUntransformed(segment);
    }
    throw Segment.damaged("a JPEG stream without a frame");
  }

  private static JpegHeader of(Segment frame, boolean untransformed) {
    return new JpegHeader(
        frame.marker(), frame.u8(0), frame.u16(3), frame.u16(1), frame.u8(5), untransformed);
  }

  private static boolean isUntransformed(Segment segment) {
    if (segment.marker() != APP14 || segment.length() <= ADOBE_TRANSFORM) {
      return false;
    }
    for (int i = 0; i < ADOBE.length(); i++) {
      if (segment.u8(i) != ADOBE.charAt(i)) {
        return false;
      }
    }
    return segment.u8(ADOBE_TRANSFORM) == 0;
  }
}
