package org.vigil.local.demo;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.util.Random;

/** The noise that every camera and detector adds. */
final class Grain {
  private Grain() {}

  /**
   * Adds Gaussian noise, the same to every channel of a pixel.
   *
   * @param deviation standard deviation in grey levels of 0 to 255
   */
  static BufferedImage over(BufferedImage picture, double deviation, Random random) {
    WritableRaster raster = picture.getRaster();
    int[] pixel = new int[raster.getNumBands()];
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        int noise = (int) Math.round(random.nextGaussian() * deviation);
        raster.getPixel(x, y, pixel);
        for (int band = 0; band < pixel.length; band++) {
          pixel[band] = Math.clamp(pixel[band] + noise, 0, 255);
        }
        raster.setPixel(x, y, pixel);
      }
    }
    return picture;
  }
}
