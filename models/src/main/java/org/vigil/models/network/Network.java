package org.vigil.models.network;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.vigil.models.nn.Module;
import org.vigil.models.nn.Pooling;

/**
 * An image classifier: a feature extractor and a head. Evaluation mode after construction. Not
 * thread-safe.
 *
 * <p>{@link #forward} is {@code head(features(x))} for every network.
 */
public abstract class Network extends Module {

  /**
   * [batch, channels, h, w] to the feature maps after each stage, finest first; their widths stand
   * in the {@link NetworkSpecification}.
   */
  public abstract List<NDArray> stages(NDArray x);

  /** The maps of the last stage: [batch, {@link #featureWidth()}, h', w']. */
  public final NDArray features(NDArray x) {
    return stages(x).getLast();
  }

  /** Feature maps to logits [batch, classes]. */
  public abstract NDArray head(NDArray features);

  /** Channels of the last feature map, and so the width of {@link #embedding}. */
  public abstract int featureWidth();

  /** Feature maps to one vector per image, [batch, featureWidth]; not normalised. */
  public NDArray embedding(NDArray features) {
    return Pooling.globalAverage(features);
  }

  @Override
  public final NDArray forward(NDArray x) {
    return head(features(x));
  }
}
