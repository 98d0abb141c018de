package org.vigil.ingest.decode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Makes pictures that are well-formed, broken, or meant to break their reader. */
public final class HostileFiles {
  private HostileFiles() {}

  /** A picture of noise, as ImageIO writes it. */
  public static byte[] picture(String format, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(width);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  /** An 8-bit grey PNG with a zTXt chunk. */
  public static byte[] png(int width, int height, byte[] idat, byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    byte[] header =
        ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put((byte) 0).array();
    chunk(out, "IHDR", header);
    chunk(out, "zTXt", text);
    chunk(out, "IDAT", idat);
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
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

  /** A zlib stream of these bytes. */
  public static byte[] deflated(byte[] data) {
    Deflater deflater = new Deflater();
    deflater.setInput(data);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  /** One grey strip (TIFF 6.0), of hardly any bytes. */
  public static byte[] tiff(int width, int height) {
    int[][] tags = {
      {256, width},
      {257, height},
      {258, 8},
      {259, 1},
      {262, 1},
      {273, 8},
      {277, 1},
      {278, height},
      {279, 100}
    };
    ByteBuffer out = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(108).position(108);
    out.putShort((short) tags.length);
    for (int[] tag : tags) {
      out.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
    }
    out.putInt(0);
    return Arrays.copyOf(out.array(), out.position());
  }

  /** A small baseline JPEG whose frame header claims another size. */
  public static byte[] jpegClaiming(int width, int height) throws IOException {
    byte[] file = picture("jpg", 32, 32);
    int frame = 2;
    while ((file[frame + 1] & 0xFF) != 0xC0) { // Segments until SOF0 (ISO/IEC 10918-1, B.1).
      frame += 2 + ((file[frame + 2] & 0xFF) << 8 | file[frame + 3] & 0xFF);
    }
    ByteBuffer.wrap(file).putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
    return file;
  }

  /** An extended WebP (RIFF container, VP8X) whose canvas has this size, without any frame. */
  public static byte[] webpHeader(int width, int height) {
    ByteBuffer out = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(22);
    out.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0);
    out.putShort((short) (width - 1)).put((byte) (width - 1 >> 16));
    out.putShort((short) (height - 1)).put((byte) (height - 1 >> 16));
    return out.array();
  }
}
