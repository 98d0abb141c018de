package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import org.vigil.models.nn.Scalar;

/**
 * Zero-bounded log-sum-exp and pairwise rank loss with temperature (FZLPR, Eq. 5): per row log(1 +
 * sum over positives of e^(-f/tau)) + log(1 + sum over negatives of e^(f/tau)), mean over rows. It
 * ranks positives above zero and negatives below, so the decision threshold is 0 on the logits.
 *
 * @param tau temperature, above 0; 0.2 in the paper, 1 is ZLPR
 */
public record FocalZlpr(double tau) implements Loss {
  public FocalZlpr {
    if (!(tau > 0)) {
      throw new IllegalArgumentException("a temperature is above 0, not " + tau);
    }
  }

  /** ZLPR (Su et al. 2022). */
  public static FocalZlpr zlpr() {
    return new FocalZlpr(1);
  }

  @Override
  public NDArray of(NDArray logits, NDArray targets) {
    return rows(logits, targets).mean();
  }

  /** The loss of each row, [batch]. */
  public NDArray rows(NDArray logits, NDArray targets) {
    Shapes.requireSame(logits, targets);
    NDArray scaled = Scalar.div(logits, tau);
    NDArray ifNegative = Scalar.mul(targets, StableLog.OUT); // 0 for negatives, out for positives
    NDArray ifPositive = Scalar.mul(targets.neg().add(1), StableLog.OUT);
    NDArray positives = StableLog.logSumExp(scaled.neg().add(ifPositive));
    NDArray negatives = StableLog.logSumExp(scaled.add(ifNegative));
    return StableLog.softplus(positives).add(StableLog.softplus(negatives)); // log(1 + sum)
  }
}
