package org.vigil.models.method.paired;

import ai.djl.ndarray.NDArray;
import org.vigil.models.nn.Module;

/** What happens between two encoders after one of their stages. */
public abstract class StageFusion extends Module {

  /** Refines the maps; the refined ones enter the next stages. */
  public abstract PairedMaps refine(PairedMaps maps);

  /**
   * Not used: a fusion has two inputs.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public final NDArray forward(NDArray x) {
    throw new UnsupportedOperationException("a fusion has two inputs: call refine");
  }
}
