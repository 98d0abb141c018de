package org.vigil.models.augmentation;

import java.util.random.RandomGenerator;

/**
 * Adds independent Gaussian noise to every value.
 *
 * @param std on the scale 0 to 1
 */
public record Noise(double std) implements Step {
  public Noise {
    Step.requireWithin("a standard deviation", std, 1);
  }

  @Override
  public void apply(Draft draft, RandomGenerator random) {
    float[] pixels = draft.pixels();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) Math.clamp(pixels[i] + std * random.nextGaussian(), 0.0, 1.0);
    }
  }
}
