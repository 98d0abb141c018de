package org.vigil.models.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class BitmapTest {

  @Test
  void aDecodersPixelsAreReadInRgbOrder() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_3BYTE_BGR);
    image.setRGB(1, 0, 0x010203);
    Bitmap bitmap = Bitmap.of(image.getRaster());
    assertEquals(3, bitmap.channels());
    assertEquals(1, bitmap.sample(3));
    assertEquals(3, bitmap.sample(5));
  }

  @Test
  void sixteenBitsAreKept() {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(2, 1, 0, 65_000);
    Bitmap bitmap = Bitmap.of(image.getRaster());
    assertEquals(65_535, bitmap.maximum());
    assertEquals(65_000, bitmap.sample(5));
    assertEquals(65_000, bitmap.crop(new Area(2, 1, 1, 1)).sample(0));
  }

  @Test
  void theMiddleIsCutOut() {
    Bitmap8 picture = new Bitmap8(4, 3, 1, new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    Bitmap8 middle = picture.crop(Area.centre(4, 3, 2, 2));
    assertArrayEquals(new byte[] {1, 2, 5, 6}, middle.samples());
    assertEquals(new Area(0, 0, 4, 3), Area.centreInProportion(4, 3, 4, 3));
    assertEquals(new Area(0, 0, 3, 3), Area.centreInProportion(4, 3, 1, 1));
  }

  @Test
  void whatIsNoPictureOfItIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Bitmap8(2, 2, 3, new byte[11]));
    assertThrows(IllegalArgumentException.class, () -> new Bitmap8(0, 2, 3, new byte[0]));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Bitmap8(65_536, 65_536, 1, new byte[0])); // the product overflows an int
    Bitmap8 picture = RandomPictures.eightBit(1, 4, 4, 1);
    assertThrows(IllegalArgumentException.class, () -> picture.crop(new Area(1, 0, 4, 4)));
    assertThrows(
        IllegalArgumentException.class, () -> picture.crop(new Area(2, 0, Integer.MAX_VALUE, 1)));
    assertThrows(IllegalArgumentException.class, () -> Normalisation.IMAGENET.apply(picture));
    assertThrows(IllegalArgumentException.class, () -> Lab.of(picture));
  }
}
