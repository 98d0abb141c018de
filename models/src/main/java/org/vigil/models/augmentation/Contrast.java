package org.vigil.models.augmentation;

import java.util.random.RandomGenerator;

/**
 * Brings values nearer to the mean luminance or farther from it.
 *
 * @param spread the factor is of U(1 - spread, 1 + spread)
 */
public record Contrast(double spread) implements Step {
  public Contrast {
    Step.requireWithin("a spread", spread, 1);
  }

  @Override
  public void apply(Draft draft, RandomGenerator random) {
    Tones.contrast(draft, Step.factor(spread, random));
  }
}
