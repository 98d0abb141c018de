package org.vigil.models.method.paired;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.vigil.models.loss.PairedLoss;
import org.vigil.models.method.PictureArrays;
import org.vigil.models.training.Objective;

/**
 * What a network for paired pictures learns by.
 *
 * @param manager of the network's device
 * @param loss the method's own, from its settings
 */
public record PairedObjective(PairedNetwork network, NDManager manager, PairedLoss loss)
    implements Objective<PairedBatch> {

  @Override
  public NDArray loss(PairedBatch batch) {
    NDArray derm = PictureArrays.inputs(manager, batch.derm());
    NDArray clin = PictureArrays.inputs(manager, batch.clin());
    return network.predict(derm, clin).loss(loss, PictureArrays.targets(manager, batch.derm()));
  }
}
