package org.vigil.models.method.jif;

import ai.djl.ndarray.NDArray;
import org.vigil.models.loss.JointIndividualLoss;
import org.vigil.models.loss.WeightedCrossEntropy;

/**
 * The training loss of a {@link JifNetwork} (section 4.3.2): L_total where it has three heads, the
 * fused head's class-weighted cross-entropy where it has one.
 *
 * @param beta share of the image head; 0.5 (section 4.3.2)
 * @param classWeights one per class
 */
public record JifLoss(double beta, float[] classWeights) {
  private static final double PUBLISHED_BETA = 0.5;

  public static JifLoss published(float[] classWeights) {
    return new JifLoss(PUBLISHED_BETA, classWeights);
  }

  /**
   * @param targets one-hot, [batch, classes]
   * @return a scalar
   */
  public NDArray of(JifOutputs outputs, NDArray targets) {
    var entropy = new WeightedCrossEntropy(classWeights);
    if (outputs.alone().isEmpty()) {
      return entropy.of(outputs.fusion(), targets);
    }
    var alone = outputs.alone().get();
    return new JointIndividualLoss(beta, entropy)
        .of(alone.image(), alone.metadata(), outputs.fusion(), targets);
  }
}
