package org.vigil.models.augmentation;

import java.util.random.RandomGenerator;

/**
 * Enlarges pictures about their middle.
 *
 * @param least factor, below 1 to see them smaller
 * @param most factor
 */
public record Scaling(double least, double most) implements Step {
  public Scaling {
    if (!(least > 0 && most >= least && most < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("scales from " + least + " to " + most);
    }
  }

  @Override
  public void apply(Draft draft, RandomGenerator random) {
    double factor = least + (most - least) * random.nextDouble();
    draft.move(Affine.zoom(factor, factor));
  }
}
