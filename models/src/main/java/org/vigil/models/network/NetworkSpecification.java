package org.vigil.models.network;

import java.util.List;

/**
 * A registered architecture in its published form.
 *
 * @param name as torchvision names it
 * @param inputSize side of the square input that it was published with, pixels; others work
 * @param stageWidths channels of the feature maps after each stage, finest first
 * @param parameterCount learnable values with 3 input channels and 1000 classes
 * @param source the paper and the implementation whose parameter names it has
 */
public record NetworkSpecification(
    String name, int inputSize, List<Integer> stageWidths, long parameterCount, String source) {
  public NetworkSpecification {
    stageWidths = List.copyOf(stageWidths);
  }

  /** Channels of the last stage's maps. */
  public int featureWidth() {
    return stageWidths.getLast();
  }
}
