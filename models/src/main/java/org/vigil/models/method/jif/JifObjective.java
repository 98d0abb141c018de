package org.vigil.models.method.jif;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.vigil.models.method.PictureArrays;
import org.vigil.models.training.Objective;

/**
 * What a {@link JifNetwork} learns by (section 4.3.2).
 *
 * @param manager of the network's device
 */
public record JifObjective(JifNetwork network, NDManager manager, JifLoss loss)
    implements Objective<JifBatch> {

  @Override
  public NDArray loss(JifBatch batch) {
    int size = batch.pictures().size();
    Shape shape = new Shape(size, batch.metadata().length / size);
    JifOutputs outputs =
        network.predict(
            PictureArrays.inputs(manager, batch.pictures()),
            manager.create(batch.metadata(), shape));
    return loss.of(outputs, PictureArrays.targets(manager, batch.pictures()));
  }
}
