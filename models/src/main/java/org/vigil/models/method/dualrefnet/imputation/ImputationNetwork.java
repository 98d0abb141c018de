package org.vigil.models.method.dualrefnet.imputation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Linear;

/**
 * Guesses metadata from each other: values and which of them are known, [batch, 2 width], to logits
 * of the categories and scaled quantities, [batch, width]. The paper names a neural network
 * (Preprocessing) and states no form; this is one hidden layer.
 */
public final class ImputationNetwork extends Layer {
  private final Linear first;
  private final Linear second;

  /**
   * @param width numbers of one case
   * @param hidden width of the layer between
   */
  public ImputationNetwork(Build build, int width, int hidden) {
    first = child("0", new Linear(build, 2 * width, hidden));
    second = child("1", new Linear(build, hidden, width));
  }

  @Override
  public NDArray forward(NDArray x) {
    return second.forward(Activation.relu(first.forward(x)));
  }

  /**
   * @param values 0 where nothing is known, [batch, width]
   * @param known 1 where something is, else 0, [batch, width]
   */
  NDArray guess(NDArray values, NDArray known) {
    return forward(NDArrays.concat(new NDList(values.mul(known), known), 1));
  }
}
