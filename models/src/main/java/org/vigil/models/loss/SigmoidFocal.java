package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import java.util.OptionalDouble;
import org.vigil.models.nn.Scalar;

/**
 * Focal loss on sigmoid outputs (Lin et al. 2017): -a y (1-p)^g log p - b (1-y) p^g log(1-p).
 * Labels that are already right count little.
 *
 * @param gamma g, at least 0; 0 is binary cross-entropy
 * @param alpha a, with b = 1 - a; empty for a = b = 1
 * @param reduction of the single labels
 */
public record SigmoidFocal(double gamma, OptionalDouble alpha, Reduction reduction)
    implements Loss {

  /** CTransCNN, Eq. 17: gamma 2, alpha 0.25, summed over labels, mean over samples. */
  public static SigmoidFocal ofCTransCnn() {
    return new SigmoidFocal(2, OptionalDouble.of(0.25), Reduction.MEAN_OVER_ROWS);
  }

  @Override
  public NDArray of(NDArray logits, NDArray targets) {
    Shapes.requireSame(logits, targets);
    NDArray notP = StableLog.softplus(logits.neg()); // -log p
    NDArray notQ = StableLog.softplus(logits); // -log(1-p)
    NDArray present =
        Scalar.mul(notQ, -gamma).exp().mul(notP).mul(targets); // (1-p)^g = e^(g log(1-p))
    NDArray absent = Scalar.mul(notP, -gamma).exp().mul(notQ).mul(targets.neg().add(1));
    if (alpha.isPresent()) {
      present = Scalar.mul(present, alpha.getAsDouble());
      absent = Scalar.mul(absent, 1 - alpha.getAsDouble());
    }
    return reduction.of(present.add(absent));
  }
}
