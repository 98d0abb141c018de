package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import org.vigil.models.nn.Scalar;

/**
 * The loss of a network with a clinical, a dermoscopic and a fusion branch: a weighted sum of the
 * branches' multi-task losses.
 *
 * @param dermoscopic weight of the dermoscopic branch
 * @param clinical weight of the clinical branch
 * @param fusion weight of the fusion branch
 * @param tasks the loss of one branch
 */
public record PairedLoss(double dermoscopic, double clinical, double fusion, Loss tasks) {

  /** AMMFM (Eq. 5.2-5.3) and FusionM4Net (Eq. 6.1-6.4): the plain sum. */
  public static PairedLoss sum(Loss tasks) {
    return new PairedLoss(1, 1, 1, tasks);
  }

  /** FusionM4Net's public implementation: 0.33 times the mean over the eight tasks per branch. */
  public static PairedLoss fusionM4NetAsPublished(Loss tasks) {
    double weight = 0.33 / 8;
    return new PairedLoss(weight, weight, weight, tasks);
  }

  /** PEMM with equal branches (Eq. 5.5). */
  public static PairedLoss equal(Loss tasks) {
    return new PairedLoss(1 / 3.0, 1 / 3.0, 1 / 3.0, tasks);
  }

  /**
   * PEMM's biased loss (Eq. 5.7): W L_clinical + (0.5 - W) L_dermoscopic + 0.5 L_fusion.
   *
   * @param clinicalShare W, 0 to 0.5; 0.1 in the dissertation
   */
  public static PairedLoss biased(double clinicalShare, Loss tasks) {
    return new PairedLoss(0.5 - clinicalShare, clinicalShare, 0.5, tasks);
  }

  /**
   * @param derm logits of the dermoscopic branch
   * @param clin logits of the clinical branch
   * @param fused logits of the fusion branch
   * @param targets one-hot within each task
   * @return a scalar
   */
  public NDArray of(NDArray derm, NDArray clin, NDArray fused, NDArray targets) {
    NDArray near = Scalar.mul(tasks.of(derm, targets), dermoscopic);
    NDArray far = Scalar.mul(tasks.of(clin, targets), clinical);
    return near.add(far).add(Scalar.mul(tasks.of(fused, targets), fusion));
  }
}
