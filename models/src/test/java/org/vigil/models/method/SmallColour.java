package org.vigil.models.method;

import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.preprocess.Normalisation;

/** The input of the methods' small test networks. */
public final class SmallColour {
  private SmallColour() {}

  /** Square colour pictures, normalised as ImageNet's. */
  public static InputSpec spec(int side) {
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
