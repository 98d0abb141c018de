package org.vigil.ingest.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.ingest.normalise.Picture;
import org.vigil.ingest.normalise.PngWriter;

/** A JPEG as a phone writes it: EXIF with orientation, place and maker, in front of the picture. */
class PhonePhotoTest {
  private static final List<Color> CORNERS =
      List.of(Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);
  private static final String SECRET = "Doe^Jane";

  private final Decoders decoders =
      new Decoders(
          new PictureLimits(1_000_000, 16, 1 << 20),
          PixelBudget.ofHeap(1 << 30),
          1,
          Duration.ofSeconds(20));

  @TempDir Path folder;

  @AfterEach
  void close() {
    decoders.close();
  }

  /** Corners from the top left, row by row; EXIF 2.32, table of orientations. */
  @ParameterizedTest
  @CsvSource({
    "1, 64, RGBW", "2, 64, GRWB", "3, 64, WBGR", "4, 64, BWRG",
    "5, 32, RBGW", "6, 32, BRWG", "7, 32, WGBR", "8, 32, GWRB",
    "0, 64, RGBW", "9, 64, RGBW"
  })
  void thePictureStandsUprightWhateverItsOrientation(int tag, int width, String corners)
      throws Exception {
    Picture.Rgb8 photo = decode(withExif(photo(), tag)).toRgb();
    assertEquals(width, photo.width());
    assertEquals(96 - width, photo.height());
    assertEquals(corners, corners(photo));
  }

  @Test
  void nothingOfWhatThePhoneAddedIsLeft() throws Exception {
    byte[] file = withExif(photo(), 6);
    assertTrue(new String(file, StandardCharsets.ISO_8859_1).contains(SECRET));
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    PngWriter.write(decode(file), png);
    String normalised = png.toString(StandardCharsets.ISO_8859_1);
    for (String trace : List.of(SECRET, "Exif", "eXIf", "tEXt", "iTXt", "iCCP", "tIME", "pHYs")) {
      assertFalse(normalised.contains(trace), trace);
    }
  }

  private Picture decode(byte[] file) throws IOException, InterruptedException {
    return decoders.decode(Files.write(folder.resolve("photo"), file), Decoded::picture);
  }

  private static String corners(Picture.Rgb8 photo) {
    StringBuilder corners = new StringBuilder();
    for (int y : new int[] {4, photo.height() - 4}) {
      for (int x : new int[] {4, photo.width() - 4}) {
        corners.append(nearest(photo, y * photo.width() + x));
      }
    }
    return corners.toString();
  }

  private static char nearest(Picture.Rgb8 photo, int pixel) {
    int best = 0;
    for (int i = 1; i < CORNERS.size(); i++) {
      if (distance(photo, pixel, CORNERS.get(i)) < distance(photo, pixel, CORNERS.get(best))) {
        best = i;
      }
    }
    return "RGBW".charAt(best);
  }

  private static int distance(Picture.Rgb8 photo, int pixel, Color to) {
    return Math.abs((photo.samples()[3 * pixel] & 0xFF) - to.getRed())
        + Math.abs((photo.samples()[3 * pixel + 1] & 0xFF) - to.getGreen())
        + Math.abs((photo.samples()[3 * pixel + 2] & 0xFF) - to.getBlue());
  }

  /** 64 x 32: red and green above blue and white. */
  private static byte[] photo() throws IOException {
    BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < 4; i++) {
      graphics.setColor(CORNERS.get(i));
      graphics.fillRect(i % 2 * 32, i / 2 * 16, 32, 16);
    }
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", out);
    return out.toByteArray();
  }

  /** APP1 after the start of the image: IFD0 with maker, orientation and a GPS directory. */
  private static byte[] withExif(byte[] jpeg, int orientation) {
    byte[] maker = (SECRET + "\0").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer tiff = ByteBuffer.allocate(128).order(ByteOrder.BIG_ENDIAN);
    tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    tiff.putShort((short) 3);
    entry(tiff, 0x010F, 2, maker.length, 80);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0);
    entry(tiff, 0x8825, 4, 1, 50);
    tiff.putInt(0).position(50);
    tiff.putShort((short) 1); // GPS: latitude reference N.
    tiff.putShort((short) 1).putShort((short) 2).putInt(2).put(new byte[] {'N', 0, 0, 0});
    tiff.putInt(0).position(80);
    tiff.put(maker);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (128 + 8)});
    out.writeBytes("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(tiff.array());
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }
}
