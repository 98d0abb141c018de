package org.vigil.ingest.normalise;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes PNG (ISO/IEC 15948) without any metadata: signature, IHDR, one IDAT, IEND. Every row is
 * filtered by "Up" and compressed lightly: fast, and the same bytes for the same picture.
 * Thread-safe.
 */
public final class PngWriter {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int COMPRESSION = 2;
  private static final byte FILTER_UP = 2;
  private static final int BUFFER = 64 << 10;

  private PngWriter() {}

  public static byte[] write(Picture picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    chunk(out, "IHDR", header(picture));
    chunk(out, "IDAT", pixels(picture));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] header(Picture picture) {
    byte colourType = (byte) (picture.channels() == 1 ? 0 : 2);
    return ByteBuffer.allocate(13)
        .putInt(picture.width())
        .putInt(picture.height())
        .put((byte) picture.bitsPerSample())
        .put(colourType)
        .array(); // Compression, filter method and interlace are 0.
  }

  private static byte[] pixels(Picture picture) {
    int stride = picture.width() * picture.channels() * picture.bitsPerSample() / 8;
    byte[] above = new byte[stride];
    byte[] row = new byte[stride];
    byte[] filtered = new byte[stride + 1];
    filtered[0] = FILTER_UP;
    Deflater deflater = new Deflater(COMPRESSION);
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream(stride * picture.height() / 2 + BUFFER);
      byte[] buffer = new byte[BUFFER];
      for (int y = 0; y < picture.height(); y++) {
        picture.row(y, row);
        for (int i = 0; i < stride; i++) {
          filtered[i + 1] = (byte) (row[i] - above[i]);
        }
        deflater.setInput(filtered);
        drain(deflater, buffer, out);
        byte[] swap = above;
        above = row;
        row = swap;
      }
      deflater.finish();
      drain(deflater, buffer, out);
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void drain(Deflater deflater, byte[] buffer, ByteArrayOutputStream out) {
    for (int n = deflater.deflate(buffer); n > 0; n = deflater.deflate(buffer)) {
      out.write(buffer, 0, n);
    }
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
