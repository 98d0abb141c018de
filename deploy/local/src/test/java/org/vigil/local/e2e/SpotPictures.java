package org.vigil.local.e2e;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Made-up radiographs: grey noise, with a bright spot or without. */
final class SpotPictures {
  private static final int SIDE = 128; // pixels
  private static final int RADIUS = 26;

  private SpotPictures() {}

  /** A PNG; other numbers give other pictures. */
  static byte[] png(int number, boolean spot) {
    Random random = new Random(number);
    int x0 = 30 + random.nextInt(SIDE - 60);
    int y0 = 30 + random.nextInt(SIDE - 60);
    int grey = 40 + random.nextInt(40);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean bright = spot && Math.hypot(x - x0, y - y0) < RADIUS;
        image.getRaster().setSample(x, y, 0, grey + random.nextInt(30) + (bright ? 110 : 0));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
