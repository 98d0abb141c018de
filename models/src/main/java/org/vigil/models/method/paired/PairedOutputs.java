package org.vigil.models.method.paired;

import ai.djl.ndarray.NDArray;
import org.vigil.models.loss.PairedLoss;

/**
 * Logits of a network with three branches, [batch, answers of all questions] each.
 *
 * @param derm from the dermoscopic picture
 * @param clin from the clinical picture
 * @param fusion from both
 */
public record PairedOutputs(NDArray derm, NDArray clin, NDArray fusion) {

  /**
   * @param targets one-hot within each question
   * @return a scalar
   */
  public NDArray loss(PairedLoss loss, NDArray targets) {
    return loss.of(derm, clin, fusion, targets);
  }
}
