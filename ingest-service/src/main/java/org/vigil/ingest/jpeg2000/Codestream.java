package org.vigil.ingest.jpeg2000;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * Reads the structure of a codestream without decoding it (ITU-T T.800 annex A): its size and
 * coding style are within limits, all tile-parts are wholly there, and their bytes are such as a
 * coder writes. One use, one thread.
 */
final class Codestream {
  private static final int START_OF_CODESTREAM = 0xFF4F;
  private static final int SIZE = 0xFF51;
  private static final int CODING_STYLE = 0xFF52;
  private static final int COMPONENT_CODING_STYLE = 0xFF53;
  private static final int CAPABILITIES = 0xFF50;
  private static final int PACKED_HEADERS = 0xFF60;
  private static final int PACKED_TILE_HEADERS = 0xFF61;
  private static final int START_OF_TILE_PART = 0xFF90;
  private static final int START_OF_DATA = 0xFF93;
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
    header(START_OF_TILE_PART, tiling);
    tileParts(tiling);
  }

  /**
   * Up to a marker: what asks for much memory, or for what the decoder must not be trusted with.
   */
  private void header(int last, Tiling tiling) {
    for (int marker = marker(); marker != last; marker = marker()) {
      ByteBuffer segment = segment();
      switch (marker) {
        case CAPABILITIES -> throw unsupported("beyond part 1 (such as HTJ2K)");
        case PACKED_HEADERS, PACKED_TILE_HEADERS -> throw unsupported("with packed packet headers");
        case CODING_STYLE -> CodingStyle.of(segment, 1, 5).requireBounded(tiling);
        case COMPONENT_CODING_STYLE -> CodingStyle.ofComponent(segment).requireBounded(tiling);
        default -> {} // Says nothing of how much memory it takes.
      }
    }
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
        throw unsupported("with more than 16 bits, or components of several resolutions");
      }
    }
    return Tiling.of(expected, width, height, siz);
  }

  private static long unsigned(ByteBuffer segment, int at) {
    return Integer.toUnsignedLong(segment.getInt(at));
  }

  /** Section A.4.2: each tile-part says how long it is; the last may reach to the end. */
  private void tileParts(Tiling tiling) {
    int marker = START_OF_TILE_PART;
    while (marker == START_OF_TILE_PART) {
      int start = in.position() - 2;
      int length = segment().getInt(2);
      if (length != 0 && length < 14) {
        throw damaged("a JPEG 2000 tile-part is shorter than its header");
      }
      int end = length == 0 ? in.limit() : Math.addExact(start, length);
      header(START_OF_DATA, tiling);
      requireStuffed(end);
      if (length == 0) {
        requireEnd();
        return;
      }
      in.position(end);
      marker = marker();
    }
    if (marker != END_OF_CODESTREAM) {
      throw damaged("a JPEG 2000 tile-part is followed by something else");
    }
  }

  /**
   * Sections B.10.1 and C.5: after a byte of ones comes one whose first bit is stuffed. The decoder
   * believes so, and reads ones without end where it is not.
   */
  private void requireStuffed(int end) {
    for (int at = in.position(); at < end && at + 1 < in.limit(); at++) {
      if (in.get(at) == -1 && in.get(at + 1) == -1) {
        throw damaged("the JPEG 2000 picture has bytes that no coder writes");
      }
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

  private static RefusedException unsupported(String what) {
    return new RefusedException(
        RejectionReason.UNSUPPORTED_FORMAT, "JPEG 2000 " + what + " is not read here");
  }

  static RefusedException damaged(String detail) {
    return new RefusedException(RejectionReason.DAMAGED, detail);
  }
}
