package org.vigil.local.demo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Writes pictures as the files that hospitals and phones send. */
final class PictureBytes {
  private PictureBytes() {}

  static byte[] png(BufferedImage picture) {
    return write(picture, "png");
  }

  static byte[] jpeg(BufferedImage picture) {
    return write(picture, "jpg");
  }

  private static byte[] write(BufferedImage picture, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture, format, bytes)) {
        throw new IllegalArgumentException("no writer of " + format + " for this picture");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
