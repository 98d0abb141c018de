package org.vigil.models.method.paired;

import org.vigil.models.nn.Module;

/** What happens between two encoders after one of their stages. */
public abstract class StageFusion extends Module {

  /** Refines the maps; the refined ones enter the next stages. */
  public abstract PairedMaps refine(PairedMaps maps);
}
