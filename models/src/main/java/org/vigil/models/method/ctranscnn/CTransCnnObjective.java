package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.loss.Loss;
import org.vigil.models.method.PictureArrays;
import org.vigil.models.nn.Scalar;
import org.vigil.models.training.Objective;

/**
 * What CTransCNN learns by: the mean of both heads' losses, each under Pareto weights of its own
 * (section 3.4). Targets are any number of labels.
 *
 * @param manager of the network's device
 * @param loss of one head's logits
 */
public record CTransCnnObjective(CTransCnn network, NDManager manager, Loss loss)
    implements Objective<PictureBatch> {

  @Override
  public NDArray loss(PictureBatch batch) {
    CTransCnn.Logits logits = network.logits(PictureArrays.inputs(manager, batch));
    NDArray targets = PictureArrays.targets(manager, batch);
    NDArray sum = loss.of(logits.cnn(), targets).add(loss.of(logits.transformer(), targets));
    return Scalar.div(sum, 2);
  }
}
