package org.vigil.models.preprocess;

import java.util.Optional;
import org.vigil.models.preprocess.Framing.CentreCropped;
import org.vigil.models.preprocess.Framing.Letterboxed;
import org.vigil.models.preprocess.Framing.Stretched;

/** The papers' preprocessing; ImageNet normalisation throughout. */
public final class PaperRecipes {
  private PaperRecipes() {}

  /** Multi-scale ViT (3.1, 4.3): letterbox to 224; kernel not stated. */
  public static Recipe multiScaleViT() {
    return new Recipe(new Letterboxed(224), Kernel.BILINEAR);
  }

  /**
   * DualRefNet (Preprocessing): shades of grey (p = 6), CLAHE on L of Lab, 224; clip limit, tiles
   * and kernel not stated.
   */
  public static Recipe dualRefNet() {
    return new Recipe(
        Optional.of(new ShadesOfGrey(6)),
        Optional.of(new LightnessEqualisation(new Clahe(2, 8, 8))),
        new Stretched(224, 224),
        Kernel.BILINEAR,
        Normalisation.IMAGENET);
  }

  /** CTransCNN (4.4): 224, bicubic. */
  public static Recipe cTransCnn() {
    return new Recipe(new Stretched(224, 224), Kernel.BICUBIC);
  }

  /** JIF-MMFA, AMMFM, PEMM and FusionM4Net: 224; kernel not stated. */
  public static Recipe pairedAndMultiModal() {
    return new Recipe(new Stretched(224, 224), Kernel.BILINEAR);
  }

  /** FZLPR (4.1, 4.2) at test time: 256 bicubic, the middle 224 (crop not stated). */
  public static Recipe fzlpr() {
    return new Recipe(new CentreCropped(256, 224), Kernel.BICUBIC);
  }

  /** FZLPR in training: 256 bicubic, of which the augmentation crops 224 at random. */
  public static Recipe fzlprBeforeRandomCrop() {
    return new Recipe(new Stretched(256, 256), Kernel.BICUBIC);
  }
}
