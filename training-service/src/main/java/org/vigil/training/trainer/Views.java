package org.vigil.training.trainer;

import java.util.List;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Border;
import org.vigil.models.augmentation.Brightness;
import org.vigil.models.augmentation.Flip;
import org.vigil.models.augmentation.Shift;
import org.vigil.models.bundle.BundleManifest;

/** Random views of a slot's pictures: those that show the same thing to a reader. */
final class Views {
  private static final double SHIFT = 2.0 / 28; // of the side
  private static final String FRONTAL = "frontal";

  private Views() {}

  /** Skin has no up, a thorax has. */
  static Augmentation of(BundleManifest manifest) {
    boolean thorax = manifest.inputs().roles().contains(FRONTAL);
    return new Augmentation(
        List.of(
            new Flip(0.5, thorax ? 0 : 0.5), new Shift(SHIFT), new Brightness(thorax ? 0.15 : 0.1)),
        Border.REPEATED);
  }
}
