package org.vigil.local.e2e;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/**
 * A photograph as a phone takes it: with the place where it was taken and the owner's name in its
 * EXIF (CIPA DC-008), and more of that in XMP and a comment.
 */
final class SeededPhotograph {
  private static final int SIDE = 448;
  private static final int ASCII = 2;
  private static final int RATIONAL = 5;

  private SeededPhotograph() {}

  static byte[] of(SeededIdentifiers words) {
    byte[] jpeg = plain();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int behindJfif = 4 + ((jpeg[4] & 0xFF) << 8 | jpeg[5] & 0xFF);
    out.write(jpeg, 0, behindJfif);
    segment(out, 0xE1, concat("Exif\0\0", exif(words)));
    String xmp =
        "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><creator>%s</creator></x:xmpmeta>"
            .formatted(words.word("XMP creator"));
    segment(out, 0xE1, xmp.getBytes(StandardCharsets.UTF_8));
    segment(out, 0xFE, words.word("JPEG comment").getBytes(StandardCharsets.UTF_8));
    out.write(jpeg, behindJfif, jpeg.length - behindJfif);
    return out.toByteArray();
  }

  /** A dark spot on skin, in a JPEG without any of this. */
  static byte[] plain() {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean spot = Math.hypot(x - SIDE / 2.0, (y - SIDE / 2.0) * 1.3) < SIDE / 5.0;
        int grain = (x * 31 + y * 17) % 23;
        image.setRGB(x, y, spot ? 0x6B4530 + grain * 0x010101 : 0xD9A98C + grain * 0x010101);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A TIFF (big endian): IFD 0 with three texts, and the GPS IFD behind it. */
  private static byte[] exif(SeededIdentifiers words) {
    byte[] description = text(words.word("EXIF description"));
    byte[] artist = text(words.word("EXIF artist"));
    byte[] place = text(words.word("GPS area"));
    int dataAt = 8 + 2 + 3 * 12 + 4;
    int gpsAt = dataAt + description.length + artist.length;
    int gpsDataAt = gpsAt + 2 + 3 * 12 + 4;
    ByteBuffer tiff = ByteBuffer.allocate(gpsDataAt + 24 + place.length);
    tiff.put(new byte[] {'M', 'M', 0, 42}).putInt(8);
    tiff.putShort((short) 3);
    entry(tiff, 0x010E, ASCII, description.length, dataAt);
    entry(tiff, 0x013B, ASCII, artist.length, dataAt + description.length);
    entry(tiff, 0x8825, 4, 1, gpsAt);
    tiff.putInt(0).put(description).put(artist);
    tiff.putShort((short) 3);
    entry(tiff, 0x0001, ASCII, 2, 'N' << 24);
    entry(tiff, 0x0002, RATIONAL, 3, gpsDataAt);
    entry(tiff, 0x001C, ASCII, place.length, gpsDataAt + 24);
    tiff.putInt(0);
    tiff.putInt(63).putInt(1).putInt(26).putInt(1).putInt(1234).putInt(100);
    return tiff.put(place).array();
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  private static byte[] text(String word) {
    return (word + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concat(String head, byte[] rest) {
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(start.length + rest.length).put(start).put(rest).array();
  }

  private static void segment(ByteArrayOutputStream out, int marker, byte[] content) {
    out.write(0xFF);
    out.write(marker);
    out.write((content.length + 2) >>> 8);
    out.write((content.length + 2) & 0xFF);
    out.writeBytes(content);
  }
}
