package org.vigil.models.augmentation;

import java.util.random.RandomGenerator;

/**
 * Brings colours nearer to grey or farther from it; leaves grey pictures alone.
 *
 * @param spread the factor is of U(1 - spread, 1 + spread)
 */
public record Saturation(double spread) implements Step {
  public Saturation {
    Step.requireWithin("a spread", spread, 1);
  }

  @Override
  public void apply(Draft draft, RandomGenerator random) {
    Tones.saturation(draft, Step.factor(spread, random));
  }
}
