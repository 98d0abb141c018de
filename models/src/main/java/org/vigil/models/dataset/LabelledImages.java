package org.vigil.models.dataset;

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

  /** How many pictures each class has. */
  public int[] counts(int classes) {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }
}
