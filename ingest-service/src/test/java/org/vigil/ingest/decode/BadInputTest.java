package org.vigil.ingest.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/** What is not a picture, or not one that is taken, is refused for its own reason. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BadInputTest {
  private final Decoders decoders =
      new Decoders(new PictureLimits(50_000_000, 16, 1 << 20), 2, Duration.ofSeconds(20));

  @TempDir Path folder;

  @AfterEach
  void close() {
    decoders.close();
  }

  @Test
  void anEmptyFileIsEmpty() throws IOException {
    assertRefused(RejectionReason.EMPTY, new byte[0]);
  }

  @Test
  void textIsNoFormat() throws IOException {
    assertRefused(
        RejectionReason.UNSUPPORTED_FORMAT, "hello, picture".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "tiff"})
  void aPictureIsReadWhateverItsNameSays(String format) throws Exception {
    Path file = write(picture(format, 64, 48), "wrong.name");
    Decoded decoded = decoders.decode(file);
    assertEquals(64, decoded.picture().width());
    assertEquals(48, decoded.picture().height());
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "tiff"})
  void halfAPictureIsDamaged(String format) throws IOException {
    byte[] whole = picture(format, 128, 128);
    assertRefused(RejectionReason.DAMAGED, Arrays.copyOf(whole, whole.length / 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "tiff"})
  void onePixelIsTooSmall(String format) throws IOException {
    assertRefused(RejectionReason.TOO_SMALL, picture(format, 1, 1));
  }

  @Test
  void aHeaderOf30000By30000IsRefusedBeforeDecoding() throws IOException {
    assertRefused(RejectionReason.TOO_MANY_PIXELS, png(30_000, 30_000, new byte[100], new byte[0]));
  }

  @Test
  void aBombInAnAncillaryChunkIsNeverInflated() throws Exception {
    byte[] bomb = new byte[2 << 20];
    assertRefused(RejectionReason.TOO_LARGE, png(32, 32, deflated(new byte[32 * 33]), bomb));
    byte[] small = deflated(new byte[64 << 20]);
    Decoded decoded =
        decoders.decode(write(png(32, 32, deflated(new byte[32 * 33]), small), "bomb"));
    assertEquals(32, decoded.picture().width());
  }

  @Test
  void aPngWhosePixelsInflateToMoreThanItsSizeCostsNoMore() throws Exception {
    Decoded decoded =
        decoders.decode(write(png(32, 32, deflated(new byte[64 << 20]), new byte[0]), "long"));
    assertEquals(32, decoded.picture().height());
  }

  @Test
  void aTiffThatClaimsAHugeSizeIsRefusedBeforeDecoding() throws IOException {
    assertRefused(RejectionReason.TOO_MANY_PIXELS, tiff(60_000, 60_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "tiff"})
  void bytesThatChangeNeverBringADecoderDown(String format) throws Exception {
    long seed = 20_261_121;
    Random random = new Random(seed);
    byte[] original = picture(format, 40, 40);
    List<String> surprises = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      byte[] mutant = original.clone();
      for (int change = 0; change <= random.nextInt(6); change++) {
        mutant[4 + random.nextInt(mutant.length - 4)] = (byte) random.nextInt(256);
      }
      try {
        decoders.decode(write(mutant, "mutant"));
      } catch (RefusedException expected) {
        // That is how it says no.
      } catch (IOException | RuntimeException | Error e) {
        surprises.add("seed " + seed + " #" + i + ": " + e);
      }
    }
    assertEquals(List.of(), surprises);
  }

  private void assertRefused(RejectionReason reason, byte[] bytes) throws IOException {
    Path file = write(bytes, "bad");
    assertEquals(
        reason, assertThrows(RefusedException.class, () -> decoders.decode(file)).reason());
  }

  private Path write(byte[] bytes, String name) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static byte[] picture(String format, int width, int height) throws IOException {
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
  private static byte[] png(int width, int height, byte[] idat, byte[] text) {
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

  private static byte[] deflated(byte[] data) {
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
  private static byte[] tiff(int width, int height) {
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
}
