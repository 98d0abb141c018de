package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import org.vigil.models.nn.Scalar;

/**
 * Triplet loss with the hardest triplet of each anchor (Hermans et al. 2017): the mean, over
 * anchors that have a positive and a negative in the batch, of max(0, farthest positive - nearest
 * negative + margin); 0 without such anchors.
 *
 * @param margin 0.2 in the multi-scale ViT
 */
public record TripletBatchHard(double margin) implements Loss {

  @Override
  public NDArray of(NDArray embeddings, NDArray targets) {
    Shapes.requireSameRows(embeddings, targets);
    NDArray distances = Pairs.distances(embeddings);
    NDArray alike = Pairs.alike(targets);
    NDArray positive = alike.sub(Pairs.self(targets));
    NDArray negative = alike.neg().add(1);
    NDArray farthest = distances.add(outside(positive)).max(new int[] {1}); // [batch]
    NDArray nearest = distances.neg().add(outside(negative)).max(new int[] {1}).neg();
    NDArray anchors = positive.max(new int[] {1}).mul(negative.max(new int[] {1}));
    NDArray hinge = Activation.relu(farthest.sub(nearest).add(margin)).mul(anchors);
    return hinge.sum().div(Scalar.atLeast(anchors.sum(), 1));
  }

  /** 0 inside the mask, out of any maximum outside. */
  private static NDArray outside(NDArray mask) {
    return Scalar.mul(mask.neg().add(1), StableLog.OUT);
  }
}
