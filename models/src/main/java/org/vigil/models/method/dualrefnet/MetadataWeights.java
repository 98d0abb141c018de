package org.vigil.models.method.dualrefnet;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Linear;

/**
 * Weighs each metadata column by what all of them say (DualRefNet, Ablation study: two layers and a
 * sigmoid; the hidden width, here the columns' number, is not stated). [batch, inputs] to the same.
 */
final class MetadataWeights extends Layer {
  private final Linear first;
  private final Linear second;

  MetadataWeights(Build build, int inputs) {
    first = child("0", new Linear(build, inputs, inputs));
    second = child("1", new Linear(build, inputs, inputs));
  }

  @Override
  public NDArray forward(NDArray metadata) {
    NDArray hidden = Activation.relu(first.forward(metadata));
    return metadata.mul(Activation.sigmoid(second.forward(hidden)));
  }
}
