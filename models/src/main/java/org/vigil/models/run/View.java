package org.vigil.models.run;

import org.vigil.models.preprocess.Framing;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.preprocess.Normalisation;
import org.vigil.models.preprocess.Recipe;

/**
 * How pictures become a network's input.
 *
 * @param training before the random views
 * @param scoring for validation, test and use
 * @param spec what the network reads
 */
public record View(Recipe training, Recipe scoring, InputSpec spec) {

  /** The same for both. */
  static View of(Recipe recipe, int side) {
    return new View(recipe, recipe, spec(side));
  }

  /** Squeezed into a square. */
  static View stretched(int side, Kernel kernel) {
    return of(new Recipe(new Framing.Stretched(side, side), kernel), side);
  }

  static InputSpec spec(int side) {
    return new InputSpec(
        InputSpec.P1,
        3,
        side,
        side,
        Kernel.BILINEAR,
        InputSpec.Fit.STRETCH,
        Normalisation.IMAGENET.mean(),
        Normalisation.IMAGENET.std());
  }
}
