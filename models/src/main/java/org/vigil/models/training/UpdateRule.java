package org.vigil.models.training;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * How an optimiser moves one tensor against its gradient. Stateless; the optimiser owns moments.
 */
public sealed interface UpdateRule permits Adam, Sgd {

  /** Names of the tensors, shaped as the parameter and first zero, that the rule keeps. */
  List<String> moments();

  /** Weight decay for parameters of two or more dimensions; norms and biases have none. */
  double weightDecay();

  /**
   * Moves a parameter in place.
   *
   * @param moments in the order of {@link #moments()}, changed in place
   * @param step from 1
   * @param rate learning rate of this step
   * @param decay weight decay of this parameter
   */
  void update(
      NDArray parameter,
      NDArray gradient,
      List<NDArray> moments,
      long step,
      double rate,
      double decay);
}
