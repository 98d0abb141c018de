package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import org.vigil.models.nn.Scalar;

/**
 * Triplet loss over every triplet of the batch (Hermans et al. 2017): max(0, d(a, p) - d(a, n) +
 * margin); 0 without a triplet. Needs memory for batch^3 numbers.
 *
 * @param margin 0.2 in the multi-scale ViT
 * @param over which triplets the mean is taken over
 */
public record TripletBatchAll(double margin, Over over) implements Loss {

  /** What the sum is divided by. */
  public enum Over {
    /** All triplets of an anchor, another of its label and one of another label. */
    VALID,
    /** Those of them that cost something. */
    ACTIVE
  }

  @Override
  public NDArray of(NDArray embeddings, NDArray targets) {
    Shapes.requireSameRows(embeddings, targets);
    NDArray distances = Pairs.distances(embeddings);
    NDArray alike = Pairs.alike(targets);
    NDArray positive = alike.sub(Pairs.self(targets)).expandDims(2); // [a, p, 1]
    NDArray negative = alike.neg().add(1).expandDims(1); // [a, 1, n]
    NDArray valid = positive.mul(negative); // [a, p, n]
    NDArray margins = distances.expandDims(2).sub(distances.expandDims(1)).add(margin);
    NDArray hinge = Activation.relu(margins).mul(valid);
    NDArray counted = over == Over.VALID ? valid : hinge.gt(0).toType(hinge.getDataType(), false);
    return hinge.sum().div(Scalar.atLeast(counted.sum(), 1));
  }
}
