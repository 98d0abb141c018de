package org.vigil.models.loss;

/**
 * How the parts of {@link DynamicMultiLoss} are weighed at some moment of training.
 *
 * @param classification cross-entropy
 * @param contrastive contrastive loss
 * @param triplet triplet loss
 * @param distillation distillation; 0 in the paper, which names it but leaves it out of Eq. 1
 */
public record LossWeights(
    double classification, double contrastive, double triplet, double distillation) {

  /** Without a teacher. */
  public LossWeights(double classification, double contrastive, double triplet) {
    this(classification, contrastive, triplet, 0);
  }

  /** The same with a teacher. */
  public LossWeights withDistillation(double weight) {
    return new LossWeights(classification, contrastive, triplet, weight);
  }
}
