package org.vigil.models.preprocess;

/**
 * Colour constancy under the assumption that the Minkowski mean of a scene is grey: takes out the
 * colour of the light, so that skin photographs from different lamps look alike.
 *
 * <p>e_c = mean(I_c^p)^(1/p), normalised to length 1; each channel is divided by sqrt(3) e_c
 * (Finlayson and Trezzi 2004; DualRefNet, Preprocessing). A channel without any light stays as it
 * is.
 *
 * @param p 6 as a rule; 1 is grey world
 */
public record ShadesOfGrey(double p) {
  public ShadesOfGrey {
    if (!(p >= 1)) {
      throw new IllegalArgumentException("the Minkowski norm needs p of at least 1, not " + p);
    }
  }

  /** What each channel is multiplied by. */
  public double[] gains(Bitmap picture) {
    double[] light = light(picture);
    double squares = 0;
    for (double e : light) {
      squares += e * e;
    }
    double grey = Math.sqrt(squares / light.length);
    double[] gains = new double[light.length];
    for (int channel = 0; channel < light.length; channel++) {
      gains[channel] = light[channel] > 0 ? grey / light[channel] : 1;
    }
    return gains;
  }

  public Bitmap8 apply(Bitmap8 picture) {
    byte[][] tables = tables(gains(picture));
    byte[] in = picture.samples();
    byte[] out = new byte[in.length];
    int channels = picture.channels();
    for (int channel = 0; channel < channels; channel++) {
      byte[] table = tables[channel];
      for (int i = channel; i < in.length; i += channels) {
        out[i] = table[in[i] & 0xFF];
      }
    }
    return new Bitmap8(picture.width(), picture.height(), channels, out);
  }

  private double[] light(Bitmap picture) {
    long[][] counts = new long[picture.channels()][picture.maximum() + 1];
    int[] line = new int[picture.width() * picture.channels()];
    for (int y = 0; y < picture.height(); y++) {
      picture.readRow(y, line);
      for (int i = 0; i < line.length; i++) {
        counts[i % counts.length][line[i]]++;
      }
    }
    double pixels = (double) picture.width() * picture.height();
    double[] light = new double[counts.length];
    for (int channel = 0; channel < light.length; channel++) {
      light[channel] = minkowskiMean(counts[channel], pixels);
    }
    return light;
  }

  /** On the scale 0 to 1, so that no power overflows. */
  private double minkowskiMean(long[] counts, double pixels) {
    double sum = 0;
    for (int level = 1; level < counts.length; level++) {
      sum += counts[level] * Math.pow((double) level / (counts.length - 1), p);
    }
    return Math.pow(sum / pixels, 1 / p);
  }

  private static byte[][] tables(double[] gains) {
    byte[][] tables = new byte[gains.length][256];
    for (int channel = 0; channel < gains.length; channel++) {
      for (int level = 0; level < 256; level++) {
        tables[channel][level] = (byte) Math.min(255, (int) (level * gains[channel] + 0.5));
      }
    }
    return tables;
  }
}
