package org.vigil.models.network;

/**
 * How a network differs from its published form.
 *
 * @param classes outputs of the classifier
 * @param channels channels of the input, 1 or 3
 * @param width channels of the first stage where the architecture scales with it (64 for ResNet); 0
 *     for the published width
 * @param smallImages a stem that keeps the resolution (3 x 3, stride 1, no pooling) for inputs of
 *     about 28 pixels
 */
public record NetworkOptions(int classes, int channels, int width, boolean smallImages) {
  public NetworkOptions {
    if (classes < 1 || (channels != 1 && channels != 3) || width < 0) {
      throw new IllegalArgumentException("needs classes >= 1, channels 1 or 3, width >= 0");
    }
  }

  /**
   * For architectures without a small form.
   *
   * @throws IllegalArgumentException where a width or a small stem is asked for
   */
  void requirePublishedForm(String architecture) {
    if (width != 0 || smallImages) {
      throw new IllegalArgumentException(architecture + " comes in its published form only");
    }
  }

  /** The published form with another number of outputs. */
  public static NetworkOptions published(int classes) {
    return new NetworkOptions(classes, 3, 0, false);
  }
}
