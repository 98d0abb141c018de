package org.vigil.models.dataset;

import org.vigil.models.preprocess.Bitmap8;

/**
 * Small pictures of one size with one label each.
 *
 * @param channels 1 or 3
 * @param side height and width, pixels
 * @param pixels one array per picture: [row][column][channel], 8 bits
 * @param labels class index per picture
 */
public record LabelledImages(int channels, int side, byte[][] pixels, int[] labels) {
  public LabelledImages {
    if (pixels.length != labels.length) {
      throw new IllegalArgumentException("as many labels as pictures, please");
    }
  }

  public int size() {
    return labels.length;
  }

  /** One picture; shares its pixels. */
  public Bitmap8 picture(int index) {
    return new Bitmap8(side, side, channels, pixels[index]);
  }

  /** How many pictures each class has. */
  public int[] counts(int classes) {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }
}
