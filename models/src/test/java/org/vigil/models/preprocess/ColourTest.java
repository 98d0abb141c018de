package org.vigil.models.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ColourTest {

  @Test
  void aChannelWithoutLightStaysAsItIs() {
    Bitmap8 red = new Bitmap8(2, 1, 3, new byte[] {100, 0, 0, 50, 0, 0});
    Bitmap8 after = new ShadesOfGrey(6).apply(red);
    assertEquals(0, after.sample(1));
    assertEquals(0, after.sample(5));
    Bitmap8 black = new Bitmap8(2, 1, 3, new byte[6]);
    assertArrayEquals(black.samples(), new ShadesOfGrey(6).apply(black).samples());
  }

  @Test
  void greyLightChangesNothing() {
    Bitmap8 grey = new Bitmap8(2, 1, 3, new byte[] {9, 9, 9, 80, 80, 80});
    assertArrayEquals(grey.samples(), new ShadesOfGrey(6).apply(grey).samples());
  }

  @Test
  void sixteenBitPicturesHaveTheSameGains() {
    Bitmap8 eight = RandomPictures.eightBit(4, 16, 16, 3);
    short[] samples = new short[eight.length()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (eight.sample(i) * 257);
    }
    double[] gains = new ShadesOfGrey(6).gains(new Bitmap16(16, 16, 3, samples));
    assertArrayEquals(new ShadesOfGrey(6).gains(eight), gains, 1e-12);
  }

  @Test
  void equalisationWidensTheContrastOfADullPicture() {
    byte[] dull = new byte[64 * 64];
    for (int i = 0; i < dull.length; i++) {
      dull[i] = (byte) (100 + i % 20);
    }
    Bitmap8 after = new Clahe(40, 2, 2).apply(new Bitmap8(64, 64, 1, dull));
    int low = 255;
    int high = 0;
    for (int i = 0; i < after.length(); i++) {
      low = Math.min(low, after.sample(i));
      high = Math.max(high, after.sample(i));
    }
    assertTrue(high - low > 100, low + " to " + high);
  }

  @Test
  void tooFewPixelsForTheTilesAreRefused() {
    Bitmap8 tiny = RandomPictures.eightBit(1, 3, 3, 1);
    assertThrows(IllegalArgumentException.class, () -> new Clahe(2, 8, 8).apply(tiny));
    assertThrows(IllegalArgumentException.class, () -> new Clahe(0, 8, 8));
    assertThrows(IllegalArgumentException.class, () -> new ShadesOfGrey(Double.NaN));
  }
}
