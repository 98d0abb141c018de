package org.vigil.models.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class QuarterTurnTest {
  private static final BufferedImage PICTURE = picture();

  @Test
  void aQuarterTurnClockwiseBringsTheLeftBottomCornerToTheLeftTop() {
    BufferedImage turned = QuarterTurn.of(PICTURE, 1);
    assertEquals(2, turned.getWidth());
    assertEquals(3, turned.getHeight());
    assertEquals(PICTURE.getRGB(0, 1), turned.getRGB(0, 0));
    assertEquals(PICTURE.getRGB(2, 0), turned.getRGB(1, 2));
  }

  @Test
  void fourQuarterTurnsComeBackPixelForPixel() {
    BufferedImage turned = PICTURE;
    for (int i = 0; i < 4; i++) {
      turned = QuarterTurn.of(turned, 1);
    }
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 3; x++) {
        assertEquals(PICTURE.getRGB(x, y), turned.getRGB(x, y));
        assertEquals(PICTURE.getRGB(x, y), QuarterTurn.of(PICTURE, 2).getRGB(2 - x, 1 - y));
      }
    }
    assertSame(PICTURE, QuarterTurn.of(PICTURE, 0));
  }

  private static BufferedImage picture() {
    BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 3; x++) {
        picture.setRGB(x, y, 0x100000 * (y + 1) + 0x20 * x);
      }
    }
    return picture;
  }
}
