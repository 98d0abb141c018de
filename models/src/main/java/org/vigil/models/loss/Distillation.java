package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import org.vigil.models.nn.Scalar;

/**
 * Knowledge distillation (Hinton et al. 2015): T^2 KL(softmax(teacher / T) || softmax(student /
 * T)), mean over rows. No gradient reaches the teacher.
 *
 * @param temperature T, above 0
 */
public record Distillation(double temperature) {

  /**
   * @param student logits, [batch, classes]
   * @param teacher logits, [batch, classes]
   * @return a scalar
   */
  public NDArray of(NDArray student, NDArray teacher) {
    Shapes.requireSame(student, teacher);
    NDArray wanted = Scalar.div(teacher.stopGradient(), temperature).logSoftmax(1);
    NDArray given = Scalar.div(student, temperature).logSoftmax(1);
    NDArray divergence = wanted.exp().mul(wanted.sub(given)).sum();
    return Scalar.mul(divergence, temperature * temperature / student.getShape().get(0));
  }
}
