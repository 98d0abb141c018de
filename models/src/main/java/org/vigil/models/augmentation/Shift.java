package org.vigil.models.augmentation;

import java.util.random.RandomGenerator;

/**
 * Moves pictures by whole pixels.
 *
 * @param maxShare of the side, in either direction
 */
public record Shift(double maxShare) implements Step {
  public Shift {
    Step.requireWithin("a shift", maxShare, 1);
  }

  @Override
  public void apply(Draft draft, RandomGenerator random) {
    draft.move(Affine.shift(pixels(draft.width(), random), pixels(draft.height(), random)));
  }

  private int pixels(int side, RandomGenerator random) {
    int most = (int) Math.round(maxShare * side);
    return random.nextInt(2 * most + 1) - most;
  }
}
