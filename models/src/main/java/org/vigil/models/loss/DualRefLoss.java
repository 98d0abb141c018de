package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import org.vigil.models.nn.Scalar;

/**
 * DualRefNet's total loss (Eq. 7): alpha cross-entropy + beta MSE of the enlarged picture + gamma
 * regularisation.
 *
 * @param alpha 0.5 in the paper
 * @param beta 1 in the paper
 * @param gamma 1 in the paper
 * @param crossEntropy class-weighted
 * @param regulariser of the last two layers
 */
public record DualRefLoss(
    double alpha,
    double beta,
    double gamma,
    WeightedCrossEntropy crossEntropy,
    ClassFrequencyRegulariser regulariser) {

  /** With the paper's 0.5, 1 and 1. */
  public DualRefLoss(WeightedCrossEntropy crossEntropy, ClassFrequencyRegulariser regulariser) {
    this(0.5, 1, 1, crossEntropy, regulariser);
  }

  /**
   * @param logits [batch, classes]
   * @param targets one-hot, [batch, classes]
   * @param enlarged the decoder's picture, [batch, channels, height, width]
   * @param wanted the picture it should have been, 0 to 1
   * @param weightsBefore [hidden, inputs]
   * @param weightsOfClassifier [classes, hidden]
   * @return a scalar
   */
  public NDArray of(
      NDArray logits,
      NDArray targets,
      NDArray enlarged,
      NDArray wanted,
      NDArray weightsBefore,
      NDArray weightsOfClassifier) {
    NDArray classification = Scalar.mul(crossEntropy.of(logits, targets), alpha);
    NDArray reconstruction = Scalar.mul(new MeanSquaredError().of(enlarged, wanted), beta);
    NDArray regularisation = Scalar.mul(regulariser.of(weightsBefore, weightsOfClassifier), gamma);
    return classification.add(reconstruction).add(regularisation);
  }
}
