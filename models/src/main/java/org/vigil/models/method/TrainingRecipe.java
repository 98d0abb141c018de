package org.vigil.models.method;

import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.training.TrainingSettings;

/**
 * How a paper trains its network.
 *
 * @param batch cases per step
 * @param settings of the run: optimiser, rate, length, averaging, when to stop
 * @param augmentation of each training picture by itself
 */
public record TrainingRecipe(int batch, TrainingSettings settings, Augmentation augmentation) {
  public TrainingRecipe {
    if (batch < 1) {
      throw new IllegalArgumentException("a batch of " + batch);
    }
  }

  /** The same recipe on another machine or budget. */
  public TrainingRecipe with(int otherBatch, TrainingSettings otherSettings) {
    return new TrainingRecipe(otherBatch, otherSettings, augmentation);
  }
}
