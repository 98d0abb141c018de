package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import org.vigil.models.nn.Scalar;

/**
 * Contrastive loss on embeddings (Hadsell et al. 2006): factor times the mean over pairs i &lt; j
 * of d^2 where the labels are the same, max(0, margin - d)^2 where they differ; 0 for a single row.
 *
 * @param margin distance from which on two of different labels cost nothing
 * @param factor 1/2 in the source, 1 as often implemented
 */
public record Contrastive(double margin, double factor) implements Loss {

  @Override
  public NDArray of(NDArray embeddings, NDArray targets) {
    Shapes.requireSameRows(embeddings, targets);
    NDArray distances = Pairs.distances(embeddings);
    NDArray alike = Pairs.alike(targets);
    NDArray apart = Activation.relu(distances.neg().add(margin));
    NDArray costs =
        distances.mul(distances).mul(alike).add(apart.mul(apart).mul(alike.neg().add(1)));
    NDArray notSelf = Pairs.self(targets).neg().add(1);
    long rows = targets.getShape().get(0);
    return Scalar.mul(costs.mul(notSelf).sum(), factor / Math.max(1, rows * (rows - 1)));
  }
}
