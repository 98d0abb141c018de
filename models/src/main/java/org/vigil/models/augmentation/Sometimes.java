package org.vigil.models.augmentation;

import java.util.random.RandomGenerator;

/**
 * Changes some pictures and leaves others as they are.
 *
 * @param probability of a change
 * @param step the change
 */
public record Sometimes(double probability, Step step) implements Step {
  public Sometimes {
    Step.requireWithin("a probability", probability, 1);
  }

  @Override
  public void apply(Draft draft, RandomGenerator random) {
    if (random.nextDouble() < probability) {
      step.apply(draft, random);
    }
  }
}
