package org.vigil.models.augmentation;

import java.util.random.RandomGenerator;

/** One random change of a picture. Immutable; its record's text describes it fully. */
public sealed interface Step
    permits Flip,
        Rotation,
        Shift,
        Scaling,
        RandomCrop,
        ResizedCrop,
        Brightness,
        Contrast,
        Saturation,
        Noise,
        RandAugment,
        Sometimes {

  /** Draws what it needs and changes the draft. */
  void apply(Draft draft, RandomGenerator random);

  /** A factor of U(1 - spread, 1 + spread). */
  static double factor(double spread, RandomGenerator random) {
    return 1 + spread * (2 * random.nextDouble() - 1);
  }

  /**
   * @throws IllegalArgumentException unless 0 <= value <= most
   */
  static void requireWithin(String name, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw new IllegalArgumentException(name + " of " + value + "; needs 0 to " + most);
    }
  }
}
