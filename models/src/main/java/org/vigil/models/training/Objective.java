package org.vigil.models.training;

import ai.djl.ndarray.NDArray;

/**
 * What a method learns by: the seam between the training loop and its network and losses.
 *
 * @param <B> what a training step learns from
 */
@FunctionalInterface
public interface Objective<B> {

  /**
   * Runs the network on a batch. Intermediates belong to the {@code NDScope} that is open.
   *
   * @return the loss, a single number
   */
  NDArray loss(B batch);
}
