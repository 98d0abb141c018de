package org.vigil.models.doubt;

import java.awt.image.Raster;
import java.util.Arrays;

/**
 * What can be measured of a picture without a network: enough to tell a radiograph from a
 * photograph, a frontal view from a lateral one, and a sharp picture from a blank one.
 *
 * @param shortestSide pixels
 * @param contrast 95th minus 5th percentile of brightness, 0 to 1
 * @param sharpness mean absolute Laplacian of brightness at {@value #FINE} pixels, 0 to about 1
 * @param tone proportions, colour, brightness and symmetry: {@link #TONE} numbers of comparable
 *     size
 * @param layout the picture's brightness at {@value #COARSE} x {@value #COARSE} pixels with mean 0
 *     and deviation 1
 */
public record PictureFacts(
    int shortestSide, double contrast, double sharpness, double[] tone, double[] layout) {
  static final int TONE = 11;
  private static final int FINE = 128;
  private static final int MIDDLE = 32;
  private static final int COARSE = 8;
  static final int LAYOUT = COARSE * COARSE;
  private static final double LEAST_DEVIATION = 1e-3;
  private static final double LEAST_CHROMA = 0.02;

  /**
   * @param picture 1 or 3 bands of 8 or 16 bits, full range
   */
  public static PictureFacts of(Raster picture) {
    Thumbnail fine = Thumbnail.of(picture, FINE, 2);
    return new PictureFacts(
        Math.min(picture.getWidth(), picture.getHeight()),
        fine.brightnessAt(0.95) - fine.brightnessAt(0.05),
        fine.laplacian(),
        tone(picture, Thumbnail.of(picture, MIDDLE, 4)),
        layout(Thumbnail.of(picture, COARSE, 8)));
  }

  private static double[] tone(Raster picture, Thumbnail thumbnail) {
    double deviation = Math.max(thumbnail.deviation(), LEAST_DEVIATION);
    double chroma = thumbnail.chroma() + LEAST_CHROMA;
    return new double[] {
      Math.log((double) picture.getWidth() / picture.getHeight()),
      Math.log(chroma), // Pale skin is far from grey on this scale, and noise is not.
      4 * thumbnail.chromaDeviation(),
      thumbnail.redness() / chroma,
      thumbnail.blueness() / chroma,
      2 * thumbnail.mean(),
      4 * thumbnail.deviation(),
      thumbnail.mirrored(),
      thumbnail.upsideDown(),
      thumbnail.centreOverBorder() / deviation,
      thumbnail.laplacian() / deviation
    };
  }

  private static double[] layout(Thumbnail thumbnail) {
    double deviation = Math.max(thumbnail.deviation(), LEAST_DEVIATION);
    double mean = thumbnail.mean();
    return Arrays.stream(thumbnail.brightness()).map(b -> (b - mean) / deviation).toArray();
  }
}
