package org.vigil.models.method.paired;

import ai.djl.ndarray.NDArray;

/**
 * Feature maps of the two pictures of a lesion after the same stage; same height and width.
 *
 * @param derm of the dermoscopic picture, [batch, channels, h, w]
 * @param clin of the clinical picture, [batch, other channels, h, w]
 */
public record PairedMaps(NDArray derm, NDArray clin) {
  public PairedMaps {
    if (derm.getShape().get(0) != clin.getShape().get(0)
        || derm.getShape().get(2) != clin.getShape().get(2)
        || derm.getShape().get(3) != clin.getShape().get(3)) {
      throw new IllegalArgumentException(
          "dermoscopic maps " + derm.getShape() + ", clinical maps " + clin.getShape());
    }
  }
}
