package org.vigil.models.method.paired;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Layer;

/** A backbone without its classifier, as the encoder of one of a lesion's pictures. */
public final class ImageEncoder extends Layer {
  private final Network net;
  private final List<Integer> stageWidths;

  /**
   * @param net loses its classifier
   * @param stageWidths channels of the maps after each stage
   */
  public ImageEncoder(Network net, List<Integer> stageWidths) {
    this.net = child("net", net);
    this.stageWidths = List.copyOf(stageWidths);
    net.leaveClassifierOut();
  }

  /**
   * With a backbone in its published form.
   *
   * @param name one of {@link Networks}
   */
  public static ImageEncoder registered(Build build, String name) {
    return new ImageEncoder(
        Networks.create(name, build, NetworkOptions.published(1)),
        Networks.specification(name).stageWidths());
  }

  public int stageCount() {
    return stageWidths.size();
  }

  /** Channels of the maps after a stage. */
  public int stageWidth(int index) {
    return stageWidths.get(index);
  }

  /** Pictures (stage 0) or the maps of the stage before to maps [batch, stage width, h, w]. */
  public NDArray stage(int index, NDArray x) {
    return net.stage(index, x);
  }

  /** Maps of the last stage to vectors [batch, {@link #width}]. */
  public NDArray vector(NDArray maps) {
    return net.embedding(maps);
  }

  /** Pictures [batch, channels, h, w] to vectors [batch, {@link #width}]. */
  @Override
  public NDArray forward(NDArray pictures) {
    return vector(net.features(pictures));
  }

  public int width() {
    return stageWidths.getLast();
  }
}
