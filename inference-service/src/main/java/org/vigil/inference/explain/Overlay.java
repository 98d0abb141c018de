package org.vigil.inference.explain;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.vigil.models.explanation.HeatMap;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.InputSpec.Fit;

/**
 * Draws a heat map to be laid over its picture: in the picture's proportions, see-through where
 * nothing spoke for the finding and where the network saw nothing (outside a centre crop), from
 * dark red over orange to yellow where more did. The strongest part is always full yellow, so that
 * two maps cannot be compared by colour. Immutable.
 */
final class Overlay {
  private static final int LONGEST_SIDE = 512;

  private final InputSpec seen;
  private final int width;
  private final int height;

  /**
   * @param seen what the network sees of a picture
   * @param pictureWidth pixels
   * @param pictureHeight pixels
   */
  Overlay(InputSpec seen, int pictureWidth, int pictureHeight) {
    double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(pictureWidth, pictureHeight));
    this.seen = seen;
    this.width = Math.max(1, (int) Math.round(pictureWidth * scale));
    this.height = Math.max(1, (int) Math.round(pictureHeight * scale));
  }

  byte[] png(HeatMap map) {
    int[] field = field();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    HeatMap large = map.toPeakOne().enlarged(field[3], field[2]);
    for (int y = 0; y < field[3]; y++) {
      for (int x = 0; x < field[2]; x++) {
        image.setRGB(field[0] + x, field[1] + y, colour(large.at(y, x)));
      }
    }
    return encoded(image);
  }

  /** What the network saw of the picture: left, top, width, height. */
  private int[] field() {
    if (seen.fit() == Fit.STRETCH) {
      return new int[] {0, 0, width, height};
    }
    double scale = Math.min((double) width / seen.width(), (double) height / seen.height());
    int w = Math.clamp(Math.round(scale * seen.width()), 1, width);
    int h = Math.clamp(Math.round(scale * seen.height()), 1, height);
    return new int[] {(width - w) / 2, (height - h) / 2, w, h};
  }

  /** ARGB; as opaque as strong. */
  private static int colour(float strength) {
    int alpha = Math.round(255 * Math.clamp(strength, 0f, 1f));
    int red = Math.min(255, 128 + alpha);
    int green = Math.max(0, 2 * alpha - 255);
    return alpha << 24 | red << 16 | green << 8;
  }

  private static byte[] encoded(BufferedImage image) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
