package org.vigil.ingest.jpeg2000;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * Reads the structure of a codestream without decoding it (ITU-T T.800 annex A): its size and
 * coding style are within limits, and all tile-parts are wholly there. One use, one thread.
 */
final class Codestream {
  private static final int START_OF_CODESTREAM = 0xFF4F;
  private static final int SIZE = 0xFF51;
  private static final int CODING_STYLE = 0xFF52;
  private static final int COMPONENT_CODING_STYLE = 0xFF53;
  private static final int CAPABILITIES = 0xFF50;
  private static final int START_OF_TILE_PART = 0xFF90;
  private static final int END_OF_CODESTREAM = 0xFFD9;

  private final ByteBuffer in;
  private final Expected expected;

  /** What the data set says of the picture. */
  record Expected(int width, int height, int components) {}

  private Codestream(byte[] stream, Expected expected) {
    this.in = ByteBuffer.wrap(stream);
    this.expected = expected;
  }

  /**
   * @throws RefusedException if it is damaged, ends early, or is of another size than expected
   */
  static void check(byte[] stream, Expected expected) {
    try {
      new Codestream(stream, expected).check();
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException
        | ArithmeticException e) {
      throw damaged("the JPEG 2000 picture ends early");
    }
  }

  private void check() {
    if (marker() != START_OF_CODESTREAM || marker() != SIZE) {
      throw damaged("the pixel data are no JPEG 2000 codestream");
    }
    Tiling tiling = size(segment());
    for (int marker = marker(); marker != START_OF_TILE_PART; marker = marker()) {
      ByteBuffer segment = segment();
      switch (marker) {
        case CAPABILITIES ->
            throw new RefusedException(
                RejectionReason.UNSUPPORTED_FORMAT,
                "JPEG 2000 beyond part 1 (such as HTJ2K) is not read here");
        case CODING_STYLE -> CodingStyle.of(segment, 1, 5).requireBounded(tiling);
        case COMPONENT_CODING_STYLE -> CodingStyle.ofComponent(segment).requireBounded(tiling);
        default -> {} // Says nothing of how much memory it takes.
      }
    }
    tileParts();
  }

  /** Section A.5.1. */
  private Tiling size(ByteBuffer siz) {
    long width = unsigned(siz, 2);
    long height = unsigned(siz, 6);
    long left = unsigned(siz, 10);
    long top = unsigned(siz, 14);
    boolean same =
        width - left == expected.width()
            && height - top == expected.height()
            && Short.toUnsignedInt(siz.getShort(34)) == expected.components();
    if (!same) {
      throw damaged("the JPEG 2000 picture and the data set state different sizes");
    }
    for (int component = 0; component < expected.components(); component++) {
      int depth = (siz.get(36 + 3 * component) & 0x7F) + 1;
      boolean whole = siz.get(37 + 3 * component) == 1 && siz.get(38 + 3 * component) == 1;
      if (depth > 16 || !whole) {
        throw new RefusedException(
            RejectionReason.UNSUPPORTED_FORMAT,
            "JPEG 2000 with more than 16 bits, or components of several resolutions");
      }
    }
    return Tiling.of(expected, width, height, siz);
  }

  private static long unsigned(ByteBuffer segment, int at) {
    return Integer.toUnsignedLong(segment.getInt(at));
  }

  /** Section A.4.2: each tile-part says how long it is; the last may reach to the end. */
  private void tileParts() {
    int marker = START_OF_TILE_PART;
    while (marker == START_OF_TILE_PART) {
      int start = in.position() - 2;
      ByteBuffer header = segment();
      int length = header.getInt(2);
      if (length == 0) {
        requireEnd();
        return;
      }
      if (length < 14) {
        throw damaged("a JPEG 2000 tile-part is shorter than its header");
      }
      in.position(Math.addExact(start, length));
      marker = marker();
    }
    if (marker != END_OF_CODESTREAM) {
      throw damaged("a JPEG 2000 tile-part is followed by something else");
    }
  }

  private void requireEnd() {
    int last = in.limit() - 1;
    while (last > in.position() && in.get(last) == 0) {
      last--; // A fragment is padded to an even length.
    }
    if ((in.getShort(last - 1) & 0xFFFF) != END_OF_CODESTREAM) {
      throw damaged("the JPEG 2000 picture ends early");
    }
  }

  private int marker() {
    return Short.toUnsignedInt(in.getShort());
  }

  /** A marker's parameters, with their length not among them. */
  private ByteBuffer segment() {
    int length = Short.toUnsignedInt(in.getShort());
    ByteBuffer segment = in.slice(in.position(), Math.min(length - 2, in.remaining()));
    in.position(in.position() + length - 2);
    return segment;
  }

  static RefusedException damaged(String detail) {
    return new RefusedException(RejectionReason.DAMAGED, detail);
  }
}
