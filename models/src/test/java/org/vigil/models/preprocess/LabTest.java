package org.vigil.models.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LabTest {

  @Test
  void aPictureComesBackAsItWas() {
    Bitmap8 picture = RandomPictures.eightBit(1, 64, 64, 3);
    Bitmap8 back = Lab.of(picture).rgb();
    assertEquals(0, GoldenPictures.differing(picture, back, 3)); // lightness has only 256 levels
    assertTrue(GoldenPictures.differing(picture, back, 1) < 0.1 * picture.length());
  }

  @Test
  void knownColoursHaveTheirPublishedCoordinates() {
    byte[] samples = {(byte) 255, 0, 0, (byte) 255, (byte) 255, (byte) 255, 0, 0, 0};
    Lab lab = Lab.of(new Bitmap8(3, 1, 3, samples));
    assertEquals(Math.round(53.2408 * 2.55), lab.lightness().sample(0)); // red
    assertEquals(80.0925, lab.a()[0], 0.01);
    assertEquals(67.2032, lab.b()[0], 0.01);
    assertEquals(255, lab.lightness().sample(1)); // white
    assertEquals(0, lab.a()[1], 0.02);
    assertEquals(0, lab.lightness().sample(2)); // black
  }

  @Test
  void equalisingChangesTheLightnessToWhatClaheSaysAndKeepsTheHue() {
    Bitmap8 picture = softened(RandomPictures.eightBit(2, 64, 64, 3));
    Clahe clahe = new Clahe(2, 8, 8);
    Bitmap8 wanted = clahe.apply(Lab.of(picture).lightness());
    Lab after = Lab.of(new LightnessEqualisation(clahe).apply(picture));
    int within = 0;
    for (int i = 0; i < wanted.length(); i++) {
      within += Math.abs(wanted.sample(i) - after.lightness().sample(i)) <= 2 ? 1 : 0;
    }
    assertTrue(within > 0.9 * wanted.length(), within + " of " + wanted.length());
  }

  @Test
  void aGreyPictureIsEqualisedAsItIs() {
    Bitmap8 grey = RandomPictures.eightBit(3, 32, 32, 1);
    Clahe clahe = new Clahe(2, 4, 4);
    assertArrayEquals(
        clahe.apply(grey).samples(), new LightnessEqualisation(clahe).apply(grey).samples());
  }

  /** Pale colours: what stays inside sRGB at another lightness. */
  private static Bitmap8 softened(Bitmap8 picture) {
    byte[] samples = new byte[picture.length()];
    for (int i = 0; i < samples.length; i += 3) {
      for (int channel = 0; channel < 3; channel++) {
        samples[i + channel] =
            (byte) (96 + picture.sample(i) / 8 + picture.sample(i + channel) / 16);
      }
    }
    return new Bitmap8(picture.width(), picture.height(), 3, samples);
  }
}
