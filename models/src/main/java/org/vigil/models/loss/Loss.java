package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;

/** From a network's outputs and what they should have been to one number. */
@FunctionalInterface
public interface Loss {

  /**
   * @param outputs [batch, classes] logits, or [batch, width] embeddings where the loss says so
   * @param targets [batch, classes], 0 or 1, of the outputs' data type
   * @return a scalar
   * @throws IllegalArgumentException for shapes that do not belong together, naming them
   */
  NDArray of(NDArray outputs, NDArray targets);
}
