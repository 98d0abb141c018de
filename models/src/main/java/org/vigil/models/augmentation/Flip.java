package org.vigil.models.augmentation;

import java.util.random.RandomGenerator;

/**
 * Mirrors pictures.
 *
 * @param leftRight probability
 * @param upDown probability; skin has no up, a thorax has
 */
public record Flip(double leftRight, double upDown) implements Step {
  public Flip {
    Step.requireWithin("a probability", leftRight, 1);
    Step.requireWithin("a probability", upDown, 1);
  }

  @Override
  public void apply(Draft draft, RandomGenerator random) {
    boolean mirrored = random.nextDouble() < leftRight;
    boolean upsideDown = random.nextDouble() < upDown;
    draft.move(Affine.mirror(mirrored, upsideDown));
  }
}
