package org.vigil.models.network;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Pooling;

/**
 * An image classifier: a feature extractor and a head. Evaluation mode after construction. Not
 * thread-safe.
 *
 * <p>{@link #forward} is {@code head(features(x))} for every network.
 */
public abstract class Network extends Layer {

  /** How many stages there are. */
  public abstract int stageCount();

  /**
   * Runs one stage, so that others can work on the maps between two of them.
   *
   * @param index from 0
   * @param x pictures [batch, channels, h, w] for stage 0, else maps of the stage before
   * @return new maps; their width stands in the {@link NetworkSpecification}
   */
  public abstract NDArray stage(int index, NDArray x);

  /**
   * [batch, channels, h, w] to the feature maps after each stage, finest first; their widths stand
   * in the {@link NetworkSpecification}.
   */
  public final List<NDArray> stages(NDArray x) {
    List<NDArray> stages = new ArrayList<>();
    for (int i = 0; i < stageCount(); i++) {
      stages.add(stage(i, i == 0 ? x : stages.getLast()));
    }
    return stages;
  }

  /**
   * The maps of the last stage: [batch, {@link #featureWidth()}, h', w']; tokens [batch, tokens,
   * featureWidth] for a ViT.
   */
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

  /**
   * Frees what only {@link #head} runs, which fails from then on: for a backbone inside a larger
   * network. What {@link #embedding} needs stays.
   */
  public void leaveClassifierOut() {
    leaveOut("fc", "classifier", "head", "heads");
  }

  @Override
  public final NDArray forward(NDArray x) {
    return head(features(x));
  }
}
