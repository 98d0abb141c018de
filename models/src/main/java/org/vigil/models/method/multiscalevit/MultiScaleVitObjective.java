package org.vigil.models.method.multiscalevit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Optional;
import org.vigil.models.loss.DynamicMultiLoss;
import org.vigil.models.loss.LossWeights;
import org.vigil.models.method.PictureArrays;
import org.vigil.models.nn.Layer;
import org.vigil.models.training.Objective;

/**
 * What the multi-scale ViT learns by (Eq. 1): classification, contrastive and triplet loss under
 * the weights of the epoch, and a teacher's answers where there is a weight for them.
 */
public final class MultiScaleVitObjective implements Objective<MultiScaleVitBatch> {
  private final MultiScaleVit network;
  private final MultiScaleVitTraining training;
  private final DynamicMultiLoss loss;
  private final NDManager manager;
  private final Optional<Layer> teacher;

  /**
   * @param manager of the network's device
   * @param teacher gives logits for the same classes; in evaluation mode, it does not learn
   * @throws IllegalArgumentException if there is a weight for a teacher, but no teacher
   */
  public MultiScaleVitObjective(
      MultiScaleVit network,
      MultiScaleVitConfiguration configuration,
      NDManager manager,
      Optional<Layer> teacher) {
    this.network = network;
    this.training = configuration.training();
    this.loss = configuration.loss();
    this.manager = manager;
    this.teacher = teacher;
    if (training.teacher().weight() > 0 && teacher.isEmpty()) {
      throw new IllegalArgumentException("distillation without a teacher");
    }
  }

  @Override
  public NDArray loss(MultiScaleVitBatch batch) {
    LossWeights weights =
        training.weights().at(batch.epoch()).withDistillation(training.teacher().weight());
    NDArray pictures = PictureArrays.inputs(manager, batch.pictures());
    NDArray targets = PictureArrays.targets(manager, batch.pictures());
    MultiScaleVit.Outputs outputs = network.outputs(pictures);
    if (weights.distillation() == 0) {
      return loss.of(weights, outputs.logits(), outputs.embedding(), targets);
    }
    NDArray taught = teacher.orElseThrow().forward(pictures);
    return loss.of(weights, outputs.logits(), outputs.embedding(), targets, taught);
  }
}
