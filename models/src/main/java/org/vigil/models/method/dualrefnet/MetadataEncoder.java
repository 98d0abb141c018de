package org.vigil.models.method.dualrefnet;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigil.models.method.dualrefnet.DualRefNetConfiguration.MetadataWeighting;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Linear;

/**
 * One-hot and scaled metadata as a vector (DualRefNet, Eq. 2): [batch, inputs] to [batch, 512],
 * linear maps with ReLU except after the last; in one variant behind weights of their own.
 */
final class MetadataEncoder extends Layer {
  private final List<Linear> layers = new ArrayList<>();

  private final Optional<MetadataWeights> weights;

  MetadataEncoder(Build build, int inputs, List<Integer> widths, MetadataWeighting weighting) {
    weights =
        switch (weighting) {
          case EQUAL -> Optional.empty();
          case DYNAMIC -> Optional.of(child("weights", new MetadataWeights(build, inputs)));
        };
    int in = inputs;
    for (int width : widths) {
      layers.add(child(Integer.toString(layers.size()), new Linear(build, in, width)));
      in = width;
    }
  }

  @Override
  public NDArray forward(NDArray metadata) {
    NDArray x = weights.map(w -> w.forward(metadata)).orElse(metadata);
    for (Linear layer : layers) {
      NDArray y = layer.forward(x);
      x = layer == layers.getLast() ? y : Activation.relu(y);
    }
    return x;
  }
}
