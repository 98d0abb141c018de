package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;

/**
 * Binary cross-entropy with logits: -w y log s(f) - (1 - y) log s(-f), s the sigmoid.
 *
 * <p>Thread-safe.
 */
public final class BinaryCrossEntropy implements Loss {
  private final Reduction reduction;
  private final double[] positiveWeights;

  /** Mean over labels and rows, all labels alike. */
  public BinaryCrossEntropy() {
    this(Reduction.MEAN);
  }

  public BinaryCrossEntropy(Reduction reduction) {
    this(reduction, new double[0]);
  }

  /**
   * @param positiveWeights w of each label; empty for 1
   */
  public BinaryCrossEntropy(Reduction reduction, double[] positiveWeights) {
    this.reduction = reduction;
    this.positiveWeights = positiveWeights.clone();
  }

  @Override
  public NDArray of(NDArray logits, NDArray targets) {
    Shapes.requireSame(logits, targets);
    NDArray present = StableLog.softplus(logits.neg()).mul(targets); // -y log s(f)
    NDArray absent = StableLog.softplus(logits).mul(targets.neg().add(1));
    if (positiveWeights.length > 0) {
      present = present.mul(Constants.like(logits, positiveWeights));
    }
    return reduction.of(present.add(absent));
  }
}
