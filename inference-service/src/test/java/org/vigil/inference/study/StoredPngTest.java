package org.vigil.inference.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.inference.study.PictureReader.UnreadablePictureException;

class StoredPngTest {
  private static final long LIMIT = 1_000_000;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void samplesAreThoseOfTheGeneralDecoderWhateverFilterEachRowHas(long seed) throws IOException {
    byte[] png = FilteredPng.random(new Random(seed));
    Raster expected = ImageIO.read(new ByteArrayInputStream(png)).getRaster();
    assertSame(expected, StoredPng.read(png, LIMIT).orElseThrow());
  }

  @Test
  void dataInSeveralChunksAreOneStream() throws IOException {
    BufferedImage image = new BufferedImage(400, 300, BufferedImage.TYPE_USHORT_GRAY);
    Random random = new Random(1);
    for (int i = 0; i < 400 * 300; i++) {
      image.getRaster().setSample(i % 400, i / 400, 0, random.nextInt(1 << 16));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    assertSame(image.getRaster(), StoredPng.read(out.toByteArray(), LIMIT).orElseThrow());
  }

  @Test
  void aPngThatEndsTooEarlyIsUnreadableWhereverItIsCut() {
    byte[] png = FilteredPng.random(new Random(3));
    for (int length = 33; length < png.length - 12; length += 7) {
      byte[] cut = Arrays.copyOf(png, length);
      assertThrows(UnreadablePictureException.class, () -> StoredPng.read(cut, LIMIT));
    }
  }

  @Test
  void bytesThatWereTurnedOverNeverEndInAnythingButARefusalOrAPicture() {
    Random random = new Random(5);
    PictureReader reader = new PictureReader(LIMIT);
    for (int i = 0; i < 2_000; i++) {
      byte[] png = FilteredPng.random(new Random(7));
      png[random.nextInt(png.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertTrue(reader.read(png).getNumBands() <= 3);
      } catch (UnreadablePictureException expected) {
        assertTrue(expected.getMessage().length() > 0);
      }
    }
  }

  @Test
  void tooManyPixelsAreRefusedBeforeAnyIsDecoded() {
    byte[] png = FilteredPng.random(new Random(3));
    png[16] = 0x7F; // The width's highest byte.
    assertThrows(UnreadablePictureException.class, () -> StoredPng.read(png, LIMIT));
  }

  @Test
  void otherFormatsAndOtherPngsAreLeftToTheGeneralDecoder() throws IOException {
    BufferedImage indexed = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_INDEXED);
    BufferedImage transparent = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
    for (BufferedImage image : new BufferedImage[] {indexed, transparent}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, "png", out);
      assertTrue(StoredPng.read(out.toByteArray(), LIMIT).isEmpty());
    }
    assertTrue(StoredPng.read(new byte[0], LIMIT).isEmpty());
  }

  private static void assertSame(Raster expected, Raster actual) {
    int width = expected.getWidth();
    int height = expected.getHeight();
    assertEquals(width, actual.getWidth());
    assertEquals(height, actual.getHeight());
    assertEquals(expected.getNumBands(), actual.getNumBands());
    assertArrayEquals(
        expected.getPixels(0, 0, width, height, (int[]) null),
        actual.getPixels(0, 0, width, height, (int[]) null));
  }
}
