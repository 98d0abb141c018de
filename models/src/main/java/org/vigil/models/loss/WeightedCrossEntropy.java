package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/**
 * Cross-entropy over a softmax, each row weighted by its class and the sum divided by the weights
 * in the batch, as PyTorch's mean: sum w_y ce / sum w_y.
 */
public final class WeightedCrossEntropy implements Loss {
  private final float[] classWeights;

  public WeightedCrossEntropy(float[] classWeights) {
    this.classWeights = classWeights.clone();
  }

  @Override
  public NDArray of(NDArray logits, NDArray targets) {
    NDArray weights = targets.mul(logits.getManager().create(classWeights)); // [batch, classes]
    NDArray logProbabilities = logits.logSoftmax(1);
    return logProbabilities.mul(weights).sum().neg().div(weights.sum());
  }

  /** N / (C n_c): classes that are rarer weigh more, and the mean weight of the data is 1. */
  public static float[] inverseFrequency(int[] counts) {
    float total = Arrays.stream(counts).sum();
    float[] weights = new float[counts.length];
    for (int i = 0; i < counts.length; i++) {
      weights[i] = total / (counts.length * Math.max(1f, counts[i]));
    }
    return weights;
  }
}
