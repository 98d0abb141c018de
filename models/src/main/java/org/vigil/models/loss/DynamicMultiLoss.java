package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import org.vigil.models.nn.Scalar;

/**
 * The dynamic multi-loss of the multi-scale ViT (Alqahtani et al. 2025, Eq. 1): a weighted sum of
 * classification, contrastive and triplet loss whose weights change with the phase of training.
 *
 * @param classification cross-entropy; binary cross-entropy on multi-label data
 * @param contrastive margin 1, factor 1/2 (not stated)
 * @param triplet batch-hard, margin 0.2 (not stated)
 * @param distillation used where a teacher is given
 */
public record DynamicMultiLoss(
    Loss classification, Loss contrastive, Loss triplet, Distillation distillation) {

  /** With the margins as resolved and a distillation temperature of 4. */
  public DynamicMultiLoss(Loss classification) {
    this(classification, new Contrastive(1, 0.5), new TripletBatchHard(0.2), new Distillation(4));
  }

  /**
   * @param weights of this epoch
   * @param logits [batch, classes]
   * @param embeddings L2-normalised, [batch, width]
   * @param targets [batch, classes]
   * @return a scalar
   */
  public NDArray of(LossWeights weights, NDArray logits, NDArray embeddings, NDArray targets) {
    NDArray known = Scalar.mul(classification.of(logits, targets), weights.classification());
    NDArray near = Scalar.mul(contrastive.of(embeddings, targets), weights.contrastive());
    return known.add(near).add(Scalar.mul(triplet.of(embeddings, targets), weights.triplet()));
  }

  /** The same, with a teacher's logits in the place that the paper's introduction names. */
  public NDArray of(
      LossWeights weights, NDArray logits, NDArray embeddings, NDArray targets, NDArray teacher) {
    NDArray taught = Scalar.mul(distillation.of(logits, teacher), weights.distillation());
    return of(weights, logits, embeddings, targets).add(taught);
  }
}
