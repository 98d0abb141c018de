package org.vigil.models.training;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Stochastic gradient descent with momentum, plain or Nesterov's, in the form of {@code
 * torch.optim.SGD} (Sutskever et al. 2013, with the rate outside the velocity).
 *
 * @param momentum memory of the velocity, 0 for none
 * @param nesterov look ahead along the velocity; needs momentum
 * @param weightDecay on weights of two or more dimensions
 */
public record Sgd(double momentum, boolean nesterov, double weightDecay) implements UpdateRule {
  public Sgd {
    if (momentum < 0 || momentum >= 1 || weightDecay < 0 || (nesterov && momentum == 0)) {
      throw new IllegalArgumentException("needs momentum in [0, 1), above 0 for Nesterov's");
    }
  }

  @Override
  public List<String> moments() {
    return momentum == 0 ? List.of() : List.of("momentum_buffer");
  }

  @Override
  public void update(
      NDArray parameter,
      NDArray gradient,
      List<NDArray> moments,
      long step,
      double rate,
      double decay) {
    if (decay != 0) {
      gradient.addi(parameter.mul((float) decay));
    }
    if (momentum != 0) {
      NDArray velocity = moments.getFirst();
      velocity.muli((float) momentum).addi(gradient);
      if (nesterov) {
        gradient.addi(velocity.mul((float) momentum));
      } else {
        parameter.subi(velocity.mul((float) rate));
        return;
      }
    }
    parameter.subi(gradient.muli((float) rate));
  }
}
