package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;

/** From logits [batch, classes] and targets [batch, classes] to one number. */
@FunctionalInterface
public interface Loss {

  /**
   * @param logits [batch, classes]
   * @param targets [batch, classes], 0 or 1
   * @return a scalar, mean over the batch
   */
  NDArray of(NDArray logits, NDArray targets);
}
