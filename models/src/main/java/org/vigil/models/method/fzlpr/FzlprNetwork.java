package org.vigil.models.method.fzlpr;

import ai.djl.ndarray.NDArray;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Layer;

/**
 * DenseNet121 under the custom top network (FZLPR, section 3.2): [batch, 3, 224, 224] to logits
 * [batch, classes]. Not thread-safe.
 */
public final class FzlprNetwork extends Layer {
  /** The part that the first stage of training leaves as it is, batch statistics included. */
  static final String BASE = "base";

  private final Network base;
  private final FzlprTop top;

  public FzlprNetwork(Build build, FzlprConfiguration configuration) {
    this(build, configuration, Networks.create("densenet121", build, NetworkOptions.published(1)));
  }

  /**
   * @param base a DenseNet, perhaps of other sizes; its classifier is freed
   */
  public FzlprNetwork(Build build, FzlprConfiguration configuration, Network base) {
    this.base = child(BASE, base);
    base.leaveOut("classifier");
    base.withoutName("features");
    int classes = configuration.classes();
    top = child("top", new FzlprTop(build, base.featureWidth(), configuration.top(), classes));
  }

  @Override
  public NDArray forward(NDArray x) {
    return top.forward(base.features(x));
  }
}
