package org.vigil.models.method.jif;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Pooling;
import org.vigil.models.nn.Sequential;

/**
 * MetaBlock (Pacheco and Krohling 2021, doi 10.1109/JBHI.2021.3062002): the metadata scale and
 * shift the image's feature maps, sigmoid(tanh(V f(u)) + g(u)).
 */
public final class MetaBlock extends Fusion {
  private final Sequential f;
  private final Sequential g;
  private final int channels;

  /**
   * @param channels of the feature maps
   * @param metadata width of the metadata features
   */
  public MetaBlock(Build build, int channels, int metadata) {
    this.f = child("f", normalised(build, metadata, channels));
    this.g = child("g", normalised(build, metadata, channels));
    this.channels = channels;
  }

  private static Sequential normalised(Build build, int in, int out) {
    return new Sequential().add(new Linear(build, in, out)).add(new BatchNorm2d(build, out));
  }

  @Override
  public NDArray fuse(NDArray maps, NDArray metadata) {
    return Pooling.globalAverage(gate(maps, metadata));
  }

  /** The gated maps, of the shape of the maps. */
  NDArray gate(NDArray maps, NDArray metadata) {
    NDArray scale = perMap(f.forward(metadata));
    NDArray shift = perMap(g.forward(metadata));
    return Activation.sigmoid(Activation.tanh(maps.mul(scale)).add(shift));
  }

  private NDArray perMap(NDArray values) {
    return values.reshape(-1, channels, 1, 1);
  }

  @Override
  public int width() {
    return channels;
  }
}
