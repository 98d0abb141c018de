package org.vigil.ingest.hl7;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Blocks of the Minimal Lower Layer Protocol (HL7 v2 Transport Specification: MLLP, Release 1):
 * {@code <SB> data <EB> <CR>}.
 */
final class Mllp {
  private static final int START_BLOCK = 0x0B;
  private static final int END_BLOCK = 0x1C;
  private static final int CARRIAGE_RETURN = 0x0D;

  private Mllp() {}

  /**
   * The data of the next block; empty at the end of the stream. Memory grows with what comes, not
   * with what is claimed.
   *
   * @throws BrokenBlockException if what comes is no block, is cut off or is longer than {@code
   *     most}: where the next begins is then unknown
   */
  static Optional<byte[]> read(InputStream in, int most) throws IOException {
    int first = in.read();
    while (first == CARRIAGE_RETURN || first == '\n') { // Some senders end blocks so.
      first = in.read();
    }
    if (first < 0) {
      return Optional.empty();
    }
    if (first != START_BLOCK) {
      throw new BrokenBlockException("a block begins with 0x0B");
    }
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (int next = in.read(); next != END_BLOCK; next = in.read()) {
      if (next < 0) {
        throw new BrokenBlockException("the block is cut off");
      }
      if (data.size() == most) {
        throw new BrokenBlockException("the block is longer than " + most + " bytes");
      }
      data.write(next);
    }
    if (in.read() != CARRIAGE_RETURN) {
      throw new BrokenBlockException("a block ends with 0x1C 0x0D");
    }
    return Optional.of(data.toByteArray());
  }

  static void write(OutputStream out, byte[] data) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream(data.length + 3);
    block.write(START_BLOCK);
    block.writeBytes(data);
    block.write(END_BLOCK);
    block.write(CARRIAGE_RETURN);
    out.write(block.toByteArray());
    out.flush();
  }

  /** The connection cannot go on. */
  static final class BrokenBlockException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenBlockException(String message) {
      super(message);
    }
  }
}
