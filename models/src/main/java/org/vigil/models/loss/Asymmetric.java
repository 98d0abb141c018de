package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import org.vigil.models.nn.Scalar;

/**
 * Asymmetric loss for many labels of which few are positive (Ridnik et al. 2021; CTransCNN, Eq.
 * 15): -y (1-p)^gp log max(p, eps) - (1-y) q^gn log max(1-q, eps) with q = max(p - clip, 0).
 * Gradients flow through every factor.
 *
 * @param gammaPositive gp, at least 0
 * @param gammaNegative gn, at least 0
 * @param clip probability up to which a negative costs nothing, 0 to 1
 * @param eps smallest argument of a logarithm, above 0
 * @param reduction of the single labels
 */
public record Asymmetric(
    double gammaPositive, double gammaNegative, double clip, double eps, Reduction reduction)
    implements Loss {
  /** Keeps q^gn differentiable at 0. */
  private static final double SMALLEST = 1e-30;

  /** CTransCNN, Eq. 15: 1, 4, 0.05, summed over labels, mean over samples. */
  public static Asymmetric ofCTransCnn() {
    return new Asymmetric(1, 4, 0.05, 1e-8, Reduction.MEAN_OVER_ROWS);
  }

  @Override
  public NDArray of(NDArray logits, NDArray targets) {
    Shapes.requireSame(logits, targets);
    NDArray present = present(logits).mul(targets);
    NDArray absent = absent(logits).mul(targets.neg().add(1));
    return reduction.of(present.add(absent));
  }

  /** -(1-p)^gp log max(p, eps), with (1-p)^gp = e^(gp log(1-p)). */
  private NDArray present(NDArray logits) {
    NDArray cost = StableLog.softplus(logits.neg()).clip(0, -Math.log(eps));
    return Scalar.mul(StableLog.softplus(logits), -gammaPositive).exp().mul(cost);
  }

  /** -q^gn log max(1-q, eps), with 1 - q = min(s(-f) + clip, 1): no difference of equals. */
  private NDArray absent(NDArray logits) {
    NDArray notQ = Activation.sigmoid(logits.neg()).add(clip).clip(eps, 1);
    NDArray q = Activation.sigmoid(logits).sub(clip).clip(SMALLEST, 1);
    return Scalar.pow(q, gammaNegative).mul(notQ.log()).neg();
  }
}
