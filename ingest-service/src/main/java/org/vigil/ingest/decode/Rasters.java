package org.vigil.ingest.decode;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import org.vigil.ingest.normalise.Picture;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * From ImageIO's pictures to ours. Grey samples are taken as they are, not through a colour space:
 * Java's grey is linear light, a radiograph's is not. Transparent pixels lie on white, as a browser
 * shows them on paper.
 */
final class Rasters {
  private static final int WHITE = 255;

  private Rasters() {}

  /**
   * @throws RefusedException if its samples are not unsigned numbers of up to 16 bits
   */
  static Picture picture(BufferedImage image) {
    requireWholeSamples(image.getSampleModel());
    boolean indexed = image.getColorModel() instanceof IndexColorModel;
    int bands = image.getRaster().getNumBands();
    return !indexed && bands <= 2 ? grey(image, bands) : colour(image);
  }

  /** Floating point, signed and 32-bit samples have no black and white that all agree on. */
  private static void requireWholeSamples(SampleModel samples) {
    int type = samples.getDataType();
    for (int size : samples.getSampleSize()) {
      if (size > 16 || type == DataBuffer.TYPE_SHORT || type > DataBuffer.TYPE_INT) {
        throw new RefusedException(
            RejectionReason.UNSUPPORTED_FORMAT,
            "samples of %d bits, signed or not whole; unsigned ones of up to 16 bits are read"
                .formatted(size));
      }
    }
  }

  private static Picture grey(BufferedImage image, int bands) {
    Raster raster = image.getRaster();
    int width = image.getWidth();
    short[] samples = new short[width * image.getHeight()];
    int[] line = new int[width * bands];
    GreyLine grey = GreyLine.of(raster.getSampleModel());
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, line);
      grey.widen(line, samples, y * width, width);
    }
    return new Picture.Grey16(width, image.getHeight(), samples);
  }

  private static Picture colour(BufferedImage image) {
    BufferedImage srgb = toSrgb(image);
    int width = srgb.getWidth();
    byte[] samples = new byte[width * srgb.getHeight() * 3];
    int[] line = new int[width];
    for (int y = 0; y < srgb.getHeight(); y++) {
      srgb.getRGB(0, y, width, 1, line, 0, width);
      for (int x = 0; x < width; x++) {
        int at = (y * width + x) * 3;
        int alpha = line[x] >>> 24;
        samples[at] = onWhite(line[x] >> 16 & 0xFF, alpha);
        samples[at + 1] = onWhite(line[x] >> 8 & 0xFF, alpha);
        samples[at + 2] = onWhite(line[x] & 0xFF, alpha);
      }
    }
    return new Picture.Rgb8(width, srgb.getHeight(), samples);
  }

  private static byte onWhite(int value, int alpha) {
    return (byte) ((value * alpha + WHITE * (255 - alpha) + 127) / 255);
  }

  /** Applies an embedded ICC profile, whatever the number of its components. */
  private static BufferedImage toSrgb(BufferedImage image) {
    ColorSpace space = image.getColorModel().getColorSpace();
    if (space.isCS_sRGB() || image.getColorModel() instanceof IndexColorModel) {
      return image;
    }
    BufferedImage srgb =
        new BufferedImage(
            image.getWidth(),
            image.getHeight(),
            image.getColorModel().hasAlpha()
                ? BufferedImage.TYPE_INT_ARGB
                : BufferedImage.TYPE_INT_RGB);
    return new ColorConvertOp(null).filter(image, srgb);
  }
}
