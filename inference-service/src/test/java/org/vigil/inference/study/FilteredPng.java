package org.vigil.inference.study;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** PNGs of random size, depth and content whose rows carry random filters, all five in use. */
final class FilteredPng {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;

  private FilteredPng() {}

  /** Any bytes are some picture under any filters: decoding defines which. */
  static byte[] random(Random random) {
    int width = 1 + random.nextInt(40);
    int height = 5 + random.nextInt(40);
    int bits = random.nextBoolean() ? 8 : 16;
    int colour = random.nextBoolean() ? 0 : 2;
    int stride = width * (colour == 0 ? 1 : 3) * bits / 8;
    byte[] rows = new byte[height * (stride + 1)];
    random.nextBytes(rows);
    for (int y = 0; y < height; y++) {
      rows[y * (stride + 1)] = (byte) (y < 5 ? y : random.nextInt(5));
    }
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) bits).put((byte) colour);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(8).putLong(SIGNATURE).array());
    chunk(out, "IHDR", header.array());
    chunk(out, "IDAT", deflated(rows));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] deflated(byte[] data) {
    Deflater deflater = new Deflater();
    deflater.setInput(data);
    deflater.finish();
    byte[] room = new byte[data.length + 1_000];
    int length = deflater.deflate(room);
    deflater.end();
    return ByteBuffer.allocate(length).put(room, 0, length).array();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}
