package org.vigil.models.method.dualrefnet.imputation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.vigil.models.nn.Scalar;
import org.vigil.models.training.Objective;

/**
 * How well hidden metadata are guessed: cross-entropy for categories, squared error for quantities,
 * mean over the cases.
 *
 * @param manager of the network's device
 */
public record ImputationObjective(
    ImputationNetwork network, MetadataSchema schema, NDManager manager)
    implements Objective<ImputationBatch> {

  @Override
  public NDArray loss(ImputationBatch batch) {
    Shape shape = new Shape(batch.size(), schema.width());
    NDArray values = manager.create(batch.values(), shape);
    NDArray hidden = manager.create(batch.hidden(), shape);
    NDArray guesses = network.guess(values, manager.create(batch.shown(), shape));
    NDArray sum = Scalar.mul(guesses, 0).sum();
    int offset = 0;
    for (MetadataColumn column : schema.columns()) {
      String columns = ":, " + offset + ":" + (offset + column.width());
      NDArray wrong =
          switch (column) {
            case MetadataColumn.Category category ->
                guesses.get(columns).logSoftmax(1).mul(values.get(columns)).neg();
            case MetadataColumn.Quantity quantity ->
                guesses.get(columns).sub(values.get(columns)).square();
          };
      sum = sum.add(wrong.mul(hidden.get(columns)).sum());
      offset += column.width();
    }
    return Scalar.div(sum, batch.size());
  }
}
