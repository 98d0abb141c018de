package org.vigil.models.training;

/**
 * How a training run goes.
 *
 * @param epochs passes over the data
 * @param batchSize pictures per step
 * @param learningRate highest rate of AdamW, reached after the warm-up
 * @param weightDecay on weights of two or more dimensions; none on norms and biases
 * @param warmUpEpochs the rate rises linearly over these, then falls as a cosine to 0
 * @param patience epochs without a better validation value before it stops
 * @param seed of first values, order and augmentation
 */
public record TrainingSettings(
    int epochs,
    int batchSize,
    double learningRate,
    double weightDecay,
    int warmUpEpochs,
    int patience,
    long seed) {

  /** The rate at a step of a run. */
  double rateAt(int step, int stepsPerEpoch) {
    int warmUp = warmUpEpochs * stepsPerEpoch;
    if (step < warmUp) {
      return learningRate * (step + 1) / warmUp;
    }
    double done = (double) (step - warmUp) / Math.max(1, epochs * stepsPerEpoch - warmUp);
    return learningRate * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
  }
}
