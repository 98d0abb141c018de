package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import org.vigil.models.nn.Scalar;

/**
 * The loss of joint-individual fusion (JIF-MMFA, Eq. 4.5): beta L_image + (1 - beta) L_metadata +
 * L_fused. Keeps each modality useful by itself.
 *
 * @param beta share of the image branch, 0 to 1; 0.5 in the dissertation
 * @param classification of each branch; class-weighted cross-entropy there
 */
public record JointIndividualLoss(double beta, Loss classification) {

  /**
   * @param image logits of the image branch, [batch, classes]
   * @param metadata logits of the metadata branch
   * @param fused logits of the fused branch
   * @param targets one-hot, [batch, classes]
   * @return a scalar
   */
  public NDArray of(NDArray image, NDArray metadata, NDArray fused, NDArray targets) {
    NDArray seen = Scalar.mul(classification.of(image, targets), beta);
    NDArray told = Scalar.mul(classification.of(metadata, targets), 1 - beta);
    return seen.add(told).add(classification.of(fused, targets));
  }
}
