package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import org.vigil.models.nn.Scalar;

/** How the losses of single labels become one number. */
public enum Reduction {
  /** Mean over labels and rows. */
  MEAN,
  /** Sum over labels and rows. */
  SUM,
  /** Summed over the labels, mean over the rows. */
  MEAN_OVER_ROWS;

  /**
   * @param losses [batch, labels]
   * @return a scalar
   */
  NDArray of(NDArray losses) {
    return switch (this) {
      case MEAN -> losses.mean();
      case SUM -> losses.sum();
      case MEAN_OVER_ROWS -> Scalar.div(losses.sum(), losses.getShape().get(0));
    };
  }
}
