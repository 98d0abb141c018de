package org.vigil.models.method.dualrefnet;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Module;

/**
 * One-hot and scaled metadata as a vector (DualRefNet, Eq. 2): [batch, inputs] to [batch, 512],
 * linear maps with ReLU except after the last.
 */
final class MetadataEncoder extends Module {
  private final List<Linear> layers = new ArrayList<>();

  MetadataEncoder(Build build, int inputs, List<Integer> widths) {
    int in = inputs;
    for (int width : widths) {
      layers.add(child(Integer.toString(layers.size()), new Linear(build, in, width)));
      in = width;
    }
  }

  @Override
  public NDArray forward(NDArray metadata) {
    NDArray x = metadata;
    for (Linear layer : layers) {
      NDArray y = layer.forward(x);
      x = layer == layers.getLast() ? y : Activation.relu(y);
    }
    return x;
  }
}
