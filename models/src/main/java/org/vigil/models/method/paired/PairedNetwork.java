package org.vigil.models.method.paired;

import ai.djl.ndarray.NDArray;
import org.vigil.models.nn.Module;

/**
 * A network that reads a dermoscopic and a clinical picture of one lesion. Evaluation mode after
 * construction. Not thread-safe.
 */
public abstract class PairedNetwork extends Module {

  /**
   * The answers of the three branches.
   *
   * @param dermoscopic pictures, [batch, 3, h, w]
   * @param clinical pictures, [batch, 3, h, w]; in training of a batch of at least two
   */
  public abstract PairedOutputs predict(NDArray dermoscopic, NDArray clinical);
}
