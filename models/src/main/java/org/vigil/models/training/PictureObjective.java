package org.vigil.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.loss.Loss;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.MemoryFormat;

/**
 * One network on one picture each.
 *
 * @param network gives logits [batch, outputs]
 * @param manager of the network's device
 * @param loss of logits and targets
 */
public record PictureObjective(Layer network, NDManager manager, Loss loss)
    implements Objective<PictureBatch> {

  @Override
  public NDArray loss(PictureBatch batch) {
    Shape input = new Shape(batch.size(), batch.channels(), batch.height(), batch.width());
    NDArray pictures = MemoryFormat.channelsLast(manager.create(batch.inputs(), input));
    NDArray logits = network.forward(pictures);
    Shape outputs = new Shape(batch.size(), batch.outputs());
    if (!logits.getShape().equals(outputs)) {
      throw new IllegalArgumentException(
          "the network gives " + logits.getShape() + ", the targets are " + outputs);
    }
    return loss.of(logits, manager.create(batch.targets(), outputs));
  }
}
