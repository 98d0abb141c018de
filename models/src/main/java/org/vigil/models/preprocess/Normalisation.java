package org.vigil.models.preprocess;

import java.util.List;

/**
 * Samples to network inputs: scaled to 0..1, the channel's mean subtracted, divided by its standard
 * deviation.
 *
 * @param mean of each channel, on the scale 0 to 1
 * @param std of each channel, on the scale 0 to 1, above 0
 */
public record Normalisation(List<Double> mean, List<Double> std) {

  /** The statistics of ImageNet, which public weights expect. */
  public static final Normalisation IMAGENET =
      new Normalisation(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

  /** Red, green and blue on 0 to 1, nothing else. */
  public static final Normalisation UNIT =
      new Normalisation(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

  public Normalisation {
    if (mean.size() != std.size() || std.stream().anyMatch(s -> !(s > 0))) {
      throw new IllegalArgumentException("needs a mean and a positive std for each channel");
    }
    mean = List.copyOf(mean);
    std = List.copyOf(std);
  }

  /**
   * @param picture of as many channels as there are means
   */
  public Planes apply(Bitmap picture) {
    requireChannels(picture.channels());
    int area = picture.width() * picture.height();
    double[] values = new double[picture.length()];
    for (int channel = 0; channel < picture.channels(); channel++) {
      double scale = picture.maximum();
      double middle = mean.get(channel);
      double spread = std.get(channel);
      for (int i = 0; i < area; i++) {
        double share = picture.sample(i * picture.channels() + channel) / scale;
        values[channel * area + i] = (share - middle) / spread;
      }
    }
    return new Planes(picture.channels(), picture.height(), picture.width(), values);
  }

  /**
   * @param picture on 0 to 1, of as many channels as there are means
   */
  public Planes apply(Planes picture) {
    requireChannels(picture.channels());
    int area = picture.width() * picture.height();
    double[] values = new double[picture.values().length];
    for (int channel = 0; channel < picture.channels(); channel++) {
      double middle = mean.get(channel);
      double spread = std.get(channel);
      for (int i = channel * area; i < (channel + 1) * area; i++) {
        values[i] = (picture.values()[i] - middle) / spread;
      }
    }
    return new Planes(picture.channels(), picture.height(), picture.width(), values);
  }

  private void requireChannels(int channels) {
    if (channels != mean.size()) {
      throw new IllegalArgumentException(
          "a picture of " + channels + " channels; needs " + mean.size());
    }
  }
}
