package org.vigil.ingest.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * Checks a PNG's chunks before anything is decoded, and leaves only those that the pixels need:
 * compressed texts and profiles, the places where bombs hide, never reach a decoder.
 */
final class PngStructure {
  private static final int SIGNATURE = 8;
  private static final int CHUNK_FRAME = 12; // length, type, CRC
  private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  private PngStructure() {}

  /** The file without its ancillary chunks; refused if a chunk is damaged or the end is missing. */
  static byte[] strip(byte[] bytes, PictureLimits limits) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
    kept.write(bytes, 0, SIGNATURE);
    long ancillary = 0;
    int at = SIGNATURE;
    while (true) {
      int length = chunkLength(bytes, at);
      String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
      requireIntact(bytes, at, length);
      if (NEEDED.contains(type)) {
        kept.write(bytes, at, length + CHUNK_FRAME);
      } else {
        ancillary += length;
        limits.requireAncillary(ancillary);
      }
      if ("IEND".equals(type)) {
        return kept.toByteArray();
      }
      at += length + CHUNK_FRAME;
    }
  }

  private static int chunkLength(byte[] bytes, int at) {
    if (at + CHUNK_FRAME > bytes.length) {
      throw damaged("the PNG ends before its end chunk");
    }
    int length = ByteBuffer.wrap(bytes).getInt(at);
    if (length < 0 || length > bytes.length - at - CHUNK_FRAME) {
      throw damaged("a PNG chunk is longer than the file");
    }
    return length;
  }

  private static void requireIntact(byte[] bytes, int at, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, at + 4, length + 4);
    if ((int) crc.getValue() != ByteBuffer.wrap(bytes).getInt(at + 8 + length)) {
      throw damaged("a PNG chunk fails its checksum");
    }
  }

  private static RefusedException damaged(String detail) {
    return new RefusedException(RejectionReason.DAMAGED, detail);
  }
}
