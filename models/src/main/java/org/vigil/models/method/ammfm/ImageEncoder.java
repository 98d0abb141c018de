package org.vigil.models.method.ammfm;

import ai.djl.ndarray.NDArray;
import org.vigil.models.network.Network;
import org.vigil.models.nn.Module;

/** A backbone without its classifier, as the encoder of one of a lesion's pictures. */
public final class ImageEncoder extends Module {
  private final Network net;

  /**
   * @param net loses its classifier
   */
  public ImageEncoder(Network net) {
    this.net = child("net", net);
    net.leaveOut("fc", "classifier", "head");
  }

  /** Pictures [batch, channels, h, w] to vectors [batch, {@link #width}]. */
  @Override
  public NDArray forward(NDArray pictures) {
    return net.embedding(net.features(pictures));
  }

  public int width() {
    return net.featureWidth();
  }
}
