package org.vigil.models.network;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.vigil.models.nn.Sequential;

/**
 * A network whose feature extractor is one sequence, cut into stages: torchvision's {@code
 * features}.
 */
abstract class StagedNetwork extends Network {
  private final Sequential features;
  private final List<Integer> ends;

  /**
   * @param features every step from the picture to the last maps
   * @param ends position behind the last step of each stage
   */
  StagedNetwork(Sequential features, List<Integer> ends) {
    if (ends.getLast() != features.size()) {
      throw new IllegalArgumentException(
          "the stages end at " + ends + ", the features at " + features.size());
    }
    this.features = child("features", features);
    this.ends = List.copyOf(ends);
  }

  @Override
  public final int stageCount() {
    return ends.size();
  }

  @Override
  public NDArray stage(int index, NDArray x) {
    return features.forward(x, index == 0 ? 0 : ends.get(index - 1), ends.get(index));
  }
}
