package org.vigil.models.method.dualrefnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.loss.DualRefLoss;
import org.vigil.models.method.PictureArrays;
import org.vigil.models.training.Objective;

/**
 * What DualRefNet learns by (Eq. 4-7): weighted cross-entropy, the enlarged picture, and the
 * weights of its last two layers.
 *
 * @param manager of the network's device
 */
public record DualRefNetObjective(DualRefNet network, NDManager manager, DualRefLoss loss)
    implements Objective<DualRefNetBatch> {

  @Override
  public NDArray loss(DualRefNetBatch batch) {
    PictureBatch pictures = batch.pictures();
    int size = pictures.size();
    NDArray metadata =
        manager.create(batch.metadata(), new Shape(size, batch.metadata().length / size));
    Shape large =
        new Shape(
            size,
            pictures.channels(),
            (long) batch.scale() * pictures.height(),
            (long) batch.scale() * pictures.width());
    DualRefNet.Outputs outputs = network.outputs(PictureArrays.inputs(manager, pictures), metadata);
    return loss.of(
        outputs.logits(),
        PictureArrays.targets(manager, pictures),
        outputs.superResolution(),
        manager.create(batch.wanted(), large),
        network.weightsBefore(),
        network.weightsOfClassifier());
  }
}
