package org.vigil.models.augmentation;

import java.util.random.RandomGenerator;

/**
 * Darkens or brightens pictures.
 *
 * @param spread the factor is of U(1 - spread, 1 + spread)
 */
public record Brightness(double spread) implements Step {
  public Brightness {
    Step.requireWithin("a spread", spread, 1);
  }

  @Override
  public void apply(Draft draft, RandomGenerator random) {
    Tones.brightness(draft, Step.factor(spread, random));
  }
}
