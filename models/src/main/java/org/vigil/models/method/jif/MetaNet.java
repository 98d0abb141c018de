package org.vigil.models.method.jif;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Pooling;

/**
 * MetaNet (Li et al. 2020, as the dissertation compares with it): the metadata weigh the image's
 * feature maps, V sigmoid(W2 relu(W1 u)).
 */
public final class MetaNet extends Fusion {
  private final Linear fc1;
  private final Linear fc2;
  private final int channels;

  /**
   * @param metadata width of the metadata features
   * @param middle width between the two layers
   * @param channels of the feature maps
   */
  public MetaNet(Build build, int metadata, int middle, int channels) {
    this.fc1 = child("fc1", new Linear(build, metadata, middle));
    this.fc2 = child("fc2", new Linear(build, middle, channels));
    this.channels = channels;
  }

  @Override
  public NDArray fuse(NDArray maps, NDArray metadata) {
    return Pooling.globalAverage(gate(maps, metadata));
  }

  /** The weighed maps, of the shape of the maps. */
  NDArray gate(NDArray maps, NDArray metadata) {
    NDArray weights = fc2.forward(Activation.relu(fc1.forward(metadata))); // [batch, channels]
    return maps.mul(Activation.sigmoid(weights).reshape(-1, channels, 1, 1));
  }

  @Override
  public int width() {
    return channels;
  }
}
