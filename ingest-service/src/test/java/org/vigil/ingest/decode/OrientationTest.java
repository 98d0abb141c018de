package org.vigil.ingest.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.ingest.normalise.Picture;

/** EXIF 2.32, tag 0x0112: what the stored rows and columns are of the upright picture. */
class OrientationTest {

  /** The picture stored is 1 2 3 over 4 5 6; expected is read row by row. */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 1 2 3 4 5 6",
    "2, 3, 3 2 1 6 5 4",
    "3, 3, 6 5 4 3 2 1",
    "4, 3, 4 5 6 1 2 3",
    "5, 2, 1 4 2 5 3 6",
    "6, 2, 4 1 5 2 6 3",
    "7, 2, 6 3 5 2 4 1",
    "8, 2, 3 6 2 5 1 4",
    "9, 3, 1 2 3 4 5 6"
  })
  void eachTagStandsThePictureUpright(int tag, int width, String expected) {
    short[] stored = {1, 2, 3, 4, 5, 6};
    Picture grey = Orientation.ofTag(tag).apply(new Picture.Grey16(3, 2, stored));
    assertEquals(width, grey.width());
    assertEquals(6 / width, grey.height());
    String[] words = expected.split(" ");
    short[] upright = new short[6];
    byte[] colours = new byte[18];
    for (int i = 0; i < 6; i++) {
      upright[i] = Short.parseShort(words[i]);
      colours[3 * i] = (byte) upright[i];
    }
    assertArrayEquals(upright, ((Picture.Grey16) grey).samples());
    Picture rgb =
        Orientation.ofTag(tag)
            .apply(
                new Picture.Rgb8(
                    3, 2, new byte[] {1, 0, 0, 2, 0, 0, 3, 0, 0, 4, 0, 0, 5, 0, 0, 6, 0, 0}));
    assertArrayEquals(colours, ((Picture.Rgb8) rgb).samples());
  }
}
