package org.vigil.models.augmentation;

import java.util.random.RandomGenerator;

/**
 * Turns pictures about their middle.
 *
 * @param maxDegrees in either direction
 */
public record Rotation(double maxDegrees) implements Step {
  public Rotation {
    Step.requireWithin("a turn in degrees", maxDegrees, 180);
  }

  @Override
  public void apply(Draft draft, RandomGenerator random) {
    draft.move(Affine.turn(maxDegrees * (2 * random.nextDouble() - 1)));
  }
}
