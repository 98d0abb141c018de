package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.vigil.models.nn.Scalar;

/**
 * Two losses of the same logits under {@link ParetoWeights}, taken anew for every batch from the
 * gradients with respect to the logits (a bound on the problem with shared parameters). The weights
 * are constants in the gradient.
 *
 * @param first one of the losses
 * @param second the other
 */
public record ParetoLoss(Loss first, Loss second) implements Loss {

  /** CTransCNN, Eq. 15-18: asymmetric and focal loss. */
  public static ParetoLoss ofCTransCnn() {
    return new ParetoLoss(Asymmetric.ofCTransCnn(), SigmoidFocal.ofCTransCnn());
  }

  @Override
  public NDArray of(NDArray logits, NDArray targets) {
    ParetoWeights weights = weights(logits, targets);
    NDArray one = Scalar.mul(first.of(logits, targets), weights.first());
    return one.add(Scalar.mul(second.of(logits, targets), weights.second()));
  }

  /** The weights of this batch. */
  public ParetoWeights weights(NDArray logits, NDArray targets) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try {
      return ParetoWeights.of(gradient(first, logits, targets), gradient(second, logits, targets));
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  private static double[] gradient(Loss loss, NDArray logits, NDArray targets) {
    try (NDArray leaf = logits.stopGradient().duplicate()) {
      leaf.setRequiresGradient(true);
      try (NDArray value = loss.of(leaf, targets);
          NDArray one = value.onesLike()) {
        JniUtils.backward((PtNDArray) value, (PtNDArray) one, false, false);
      }
      try (NDArray gradient = leaf.getGradient();
          NDArray wide = gradient.toType(DataType.FLOAT64, true)) {
        return wide.toDoubleArray();
      }
    }
  }
}
