package org.vigil.ingest.normalise;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes PNG (ISO/IEC 15948) without any metadata: signature, IHDR, IDAT, IEND. Every row is
 * filtered by "Up" and compressed lightly: fast, and the same bytes for the same picture.
 * Thread-safe.
 */
public final class PngWriter {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int COMPRESSION = 2;
  private static final byte FILTER_UP = 2;
  private static final int BUFFER = 64 << 10;

  private PngWriter() {}

  /** Writes to a stream, which stays open. */
  public static void write(Picture picture, OutputStream out) throws IOException {
    out.write(SIGNATURE);
    chunk(out, "IHDR", header(picture), 13);
    pixels(picture, out);
    chunk(out, "IEND", new byte[0], 0);
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

  private static void pixels(Picture picture, OutputStream out) throws IOException {
    int stride = picture.width() * picture.channels() * picture.bitsPerSample() / 8;
    byte[] above = new byte[stride];
    byte[] row = new byte[stride];
    byte[] filtered = new byte[stride + 1];
    filtered[0] = FILTER_UP;
    Deflater deflater = new Deflater(COMPRESSION);
    try {
      ImageData data = new ImageData(deflater, out);
      for (int y = 0; y < picture.height(); y++) {
        picture.row(y, row);
        for (int i = 0; i < stride; i++) {
          filtered[i + 1] = (byte) (row[i] - above[i]);
        }
        deflater.setInput(filtered);
        data.drain();
        byte[] swap = above;
        above = row;
        row = swap;
      }
      deflater.finish();
      data.drain();
      data.flush();
    } finally {
      deflater.end();
    }
  }

  /** Gathers compressed bytes into IDAT chunks of one size: memory does not grow with a picture. */
  private static final class ImageData {
    private final Deflater deflater;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;

    ImageData(Deflater deflater, OutputStream out) {
      this.deflater = deflater;
      this.out = out;
    }

    /** Takes what the deflater has ready. */
    void drain() throws IOException {
      int n = deflater.deflate(buffer, filled, BUFFER - filled);
      while (n > 0) {
        filled += n;
        if (filled == BUFFER) {
          flush();
        }
        n = deflater.deflate(buffer, filled, BUFFER - filled);
      }
    }

    void flush() throws IOException {
      if (filled > 0) {
        chunk(out, "IDAT", buffer, filled);
        filled = 0;
      }
    }
  }

  private static void chunk(OutputStream out, String type, byte[] data, int length)
      throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data, 0, length);
    out.write(ByteBuffer.allocate(4).putInt(length).array());
    out.write(name);
    out.write(data, 0, length);
    out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
