package org.vigil.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015, algorithm 1), with decay as part of the gradient or decoupled from it
 * (Loshchilov and Hutter 2019, algorithm 2); the same steps as {@code torch.optim.Adam} and {@code
 * AdamW}.
 *
 * @param beta1 memory of the mean
 * @param beta2 memory of the mean square
 * @param eps added to the root of the corrected mean square
 * @param weightDecay on weights of two or more dimensions
 * @param decoupled AdamW instead of Adam
 */
public record Adam(double beta1, double beta2, double eps, double weightDecay, boolean decoupled)
    implements UpdateRule {
  private static final float UNSCALED = 1;
  private static final float UNCLIPPED = -1;

  public Adam {
    if (beta1 < 0 || beta1 >= 1 || beta2 < 0 || beta2 >= 1 || eps <= 0 || weightDecay < 0) {
      throw new IllegalArgumentException("needs betas in [0, 1), eps > 0, decay >= 0");
    }
  }

  /** Adam with the paper's constants. */
  public static Adam adam(double weightDecay) {
    return new Adam(0.9, 0.999, 1e-8, weightDecay, false);
  }

  /** AdamW with the paper's constants. */
  public static Adam adamW(double weightDecay) {
    return new Adam(0.9, 0.999, 1e-8, weightDecay, true);
  }

  @Override
  public List<String> moments() {
    return List.of("exp_avg", "exp_avg_sq");
  }

  @Override
  public void update(
      NDArray parameter,
      NDArray gradient,
      List<NDArray> moments,
      long step,
      double rate,
      double decay) {
    double mean = 1 - Math.pow(beta1, step);
    double root = Math.sqrt(1 - Math.pow(beta2, step));
    // One native call: m/mean / (sqrt(v)/root + eps) = root/mean * m / (sqrt(v) + eps * root).
    JniUtils.adamUpdate(
        (PtNDArray) parameter,
        (PtNDArray) gradient,
        (PtNDArray) moments.get(0),
        (PtNDArray) moments.get(1),
        (float) rate,
        (float) (rate * root / mean),
        (float) decay,
        UNSCALED,
        UNCLIPPED,
        (float) beta1,
        (float) beta2,
        (float) (eps * root),
        decoupled);
  }
}
