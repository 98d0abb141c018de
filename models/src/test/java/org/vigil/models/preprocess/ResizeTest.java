package org.vigil.models.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResizeTest {

  @ParameterizedTest
  @EnumSource(Kernel.class)
  void sixteenBitRadiographsKeepTheirDepth(Kernel kernel) {
    Bitmap16 picture = RandomPictures.sixteenBit(7, 37, 29);
    float[] small = new Resize(kernel, 11, 8).apply(picture);
    Random random = new Random(7);
    double mean = random.ints(37 * 29, 0, 1 << 16).average().orElseThrow();
    double smallMean = 0;
    for (float value : small) {
      smallMean += value / small.length;
    }
    assertEquals(mean, smallMean, 0.05 * mean);
  }

  @ParameterizedTest
  @EnumSource(Kernel.class)
  void aFlatPictureStaysFlat(Kernel kernel) {
    short[] samples = new short[40 * 30];
    Arrays.fill(samples, (short) 40_000);
    float[] resized = new Resize(kernel, 17, 23).apply(new Bitmap16(40, 30, 1, samples));
    for (float value : resized) {
      assertEquals(40_000, value, 0.01);
    }
  }

  @ParameterizedTest
  @EnumSource(Kernel.class)
  void theEightBitPassesAgreeWithTheExactOnesButForRounding(Kernel kernel) {
    Bitmap8 picture = RandomPictures.eightBit(3, 61, 47, 3);
    Bitmap8 rounded = new ResizeEightBit(kernel, 24, 24).apply(picture);
    float[] exact = new Resize(kernel, 24, 24).apply(picture);
    for (int i = 0; i < exact.length; i++) {
      assertEquals(Math.clamp(exact[i], 0, 255), rounded.sample(i), 1.5);
    }
  }

  @Test
  void aDecodersRasterAndItsBitmapResizeAlike() {
    BufferedImage image = new BufferedImage(33, 21, BufferedImage.TYPE_USHORT_GRAY);
    Random random = new Random(5);
    for (int i = 0; i < 33 * 21; i++) {
      image.getRaster().setSample(i % 33, i / 33, 0, random.nextInt(65_536));
    }
    Resize resize = new Resize(Kernel.BICUBIC, 16, 16);
    assertArrayEquals(resize.apply(image.getRaster()), resize.apply(Bitmap.of(image.getRaster())));
  }

  @Test
  void thePixelsOfABoxAreAveraged() {
    Bitmap8 picture = new Bitmap8(4, 2, 1, new byte[] {0, 10, 20, 30, 40, 50, 60, 70});
    Bitmap8 half = new ResizeEightBit(Kernel.BOX, 2, 1).apply(picture);
    assertArrayEquals(new byte[] {25, 45}, half.samples());
  }

  @Test
  void theSameSizeCostsNothing() {
    Bitmap8 picture = RandomPictures.eightBit(1, 8, 8, 3);
    assertSame(picture, new ResizeEightBit(Kernel.BICUBIC, 8, 8).apply(picture));
  }

  @Test
  void aLetterboxedPictureLiesInTheMiddleOfBlack() {
    byte[] white = new byte[40 * 10];
    Arrays.fill(white, (byte) 255);
    Bitmap8 square = Letterbox.of(40, 10, 20).apply(new Bitmap8(40, 10, 1, white), Kernel.BILINEAR);
    for (int y = 0; y < 20; y++) {
      int expected = y >= 7 && y < 12 ? 255 : 0; // (20 - 5) / 2 = 7
      for (int x = 0; x < 20; x++) {
        assertEquals(expected, square.sample(y * 20 + x));
      }
    }
  }
}
