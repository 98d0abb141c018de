package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.vigil.models.nn.Scalar;

/**
 * Cross-entropy over a softmax, each row weighted by its class. Targets are one-hot.
 *
 * <p>Thread-safe.
 */
public final class WeightedCrossEntropy implements Loss {
  private final double[] classWeights;
  private final Divisor divisor;

  /** What the weighted sum is divided by. */
  public enum Divisor {
    /** The sum of the rows' weights: PyTorch's mean. */
    WEIGHTS,
    /** The number of rows. */
    SAMPLES,
    /** Nothing: a plain sum. */
    NONE
  }

  /** Divided by the weights in the batch: sum w_y ce / sum w_y. */
  public WeightedCrossEntropy(float[] classWeights) {
    this(widened(classWeights), Divisor.WEIGHTS);
  }

  public WeightedCrossEntropy(double[] classWeights, Divisor divisor) {
    this.classWeights = classWeights.clone();
    this.divisor = divisor;
  }

  /** All classes alike, mean over the rows. */
  public static WeightedCrossEntropy unweighted(int classes) {
    double[] ones = new double[classes];
    Arrays.fill(ones, 1);
    return new WeightedCrossEntropy(ones, Divisor.SAMPLES);
  }

  @Override
  public NDArray of(NDArray logits, NDArray targets) {
    Shapes.requireSame(logits, targets);
    Shapes.requireColumns(logits, classWeights.length);
    NDArray weights = targets.mul(Constants.like(logits, classWeights)); // [batch, classes]
    NDArray sum = logits.logSoftmax(1).mul(weights).sum().neg();
    return switch (divisor) {
      case WEIGHTS -> sum.div(weights.sum());
      case SAMPLES -> Scalar.div(sum, logits.getShape().get(0));
      case NONE -> sum;
    };
  }

  /** {@link ClassWeights#balanced} in float32. */
  public static float[] inverseFrequency(int[] counts) {
    double[] weights = ClassWeights.balanced(counts);
    float[] floats = new float[weights.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) weights[i];
    }
    return floats;
  }

  private static double[] widened(float[] weights) {
    double[] doubles = new double[weights.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = weights[i];
    }
    return doubles;
  }
}
