package org.vigil.ingest.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * A PNG taken apart, its chunks checked: compressed texts and profiles, the places where bombs
 * hide, never reach a decoder.
 *
 * @param pixels the file with nothing but the chunks that the pixels need
 * @param words the ancillary chunks that say how the pixels are meant, by type
 */
record PngStructure(byte[] pixels, Map<String, byte[]> words) {
  private static final int SIGNATURE = 8;
  private static final int CHUNK_FRAME = 12; // length, type, CRC
  private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
  private static final String PROFILE = "iCCP";
  private static final String EXIF = "eXIf";

  /**
   * @throws RefusedException if a chunk is damaged, the end is missing, or the ancillary chunks are
   *     larger than is taken
   */
  static PngStructure of(byte[] bytes, PictureLimits limits) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
    kept.write(bytes, 0, SIGNATURE);
    Map<String, byte[]> words = new TreeMap<>();
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
        if (type.equals(PROFILE) || type.equals(EXIF)) {
          words.putIfAbsent(type, Arrays.copyOfRange(bytes, at + 8, at + 8 + length));
        }
      }
      if ("IEND".equals(type)) {
        return new PngStructure(kept.toByteArray(), words);
      }
      at += length + CHUNK_FRAME;
    }
  }

  /** The colour profile's bytes as they are in the file: a name, a method, a zlib stream. */
  Optional<byte[]> packedProfile() {
    return Optional.ofNullable(words.get(PROFILE));
  }

  /** EXIF as a TIFF structure. */
  Optional<byte[]> exif() {
    return Optional.ofNullable(words.get(EXIF));
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
