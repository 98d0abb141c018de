package org.vigil.ingest.normalise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PngWriterTest {

  static Stream<Picture> pictures() {
    Random random = new Random(20_261_121);
    short[] grey = new short[301 * 97];
    byte[] rgb = new byte[3 * grey.length];
    random.nextBytes(rgb);
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (short) (i + random.nextInt(99));
    }
    return Stream.of(new Picture.Grey16(301, 97, grey), new Picture.Rgb8(301, 97, rgb));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void everyRunAndThreadWritesTheSameBytes(Picture picture) throws Exception {
    byte[] once = png(picture);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<byte[]>> others = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        others.add(threads.submit(() -> png(picture)));
      }
      for (Future<byte[]> other : others) {
        assertArrayEquals(once, other.get());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void anotherReaderFindsEverySample(Picture picture) throws IOException {
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png(picture)));
    int[] samples = read.getRaster().getPixels(0, 0, 301, 97, (int[]) null);
    switch (picture) {
      case Picture.Grey16 grey -> {
        for (int i = 0; i < samples.length; i++) {
          assertEquals(Short.toUnsignedInt(grey.samples()[i]), samples[i]);
        }
      }
      case Picture.Rgb8 rgb -> {
        for (int i = 0; i < samples.length; i++) {
          assertEquals(rgb.samples()[i] & 0xFF, samples[i]);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void nothingButPixelsIsWritten(Picture picture) {
    assertEquals(
        List.of("IHDR", "IDAT", "IEND"), chunks(png(picture)).stream().distinct().toList());
  }

  @Test
  void greyBecomesColourAndColourGreyByTheRulesStated() {
    short[] grey = {0, (short) 0x1234, (short) 0xFFFF};
    assertArrayEquals(
        new byte[] {0, 0, 0, 0x12, 0x12, 0x12, -1, -1, -1},
        new Picture.Grey16(3, 1, grey).toRgb().samples());
    byte[] rgb = {0, 0, 0, (byte) 200, 100, 50, -1, -1, -1};
    assertArrayEquals(
        new short[] {0, (short) Math.round((0.299 * 200 + 0.587 * 100 + 0.114 * 50) * 257), -1},
        new Picture.Rgb8(3, 1, rgb).toGrey().samples());
  }

  private static byte[] png(Picture picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PngWriter.write(picture, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static List<String> chunks(byte[] png) {
    List<String> types = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(png).position(8);
    while (in.hasRemaining()) {
      int length = in.getInt();
      byte[] type = new byte[4];
      in.get(type);
      types.add(new String(type, StandardCharsets.US_ASCII));
      in.position(in.position() + length + 4);
    }
    return types;
  }
}
