package org.vigil.models.method.multiscalevit;

import java.util.List;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Border;
import org.vigil.models.augmentation.Flip;
import org.vigil.models.augmentation.Rotation;
import org.vigil.models.schedule.MultiLossSchedule;
import org.vigil.models.schedule.PaperSchedules;
import org.vigil.models.schedule.Schedule;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.Adam;
import org.vigil.models.training.LearningRate;
import org.vigil.models.training.TrainingSettings;

/**
 * How the multi-scale ViT learns; the paper's sections beside each.
 *
 * @param epochs 210, three phases of 70 (4.3)
 * @param batch pictures per step; 32 (4.3)
 * @param rate of the optimiser, by epoch (Eq. 2-4, as printed)
 * @param rule Adam with 0.9, 0.999, 1e-8 (4.3)
 * @param weights of the losses by epoch (Table 1)
 * @param teacher how much another network's answers count
 * @param augmentation flips in both directions, turns within 15 degrees (4.3)
 */
public record MultiScaleVitTraining(
    int epochs,
    int batch,
    Schedule rate,
    Adam rule,
    MultiLossSchedule weights,
    Teacher teacher,
    Augmentation augmentation) {
  public static final MultiScaleVitTraining PUBLISHED =
      new MultiScaleVitTraining(
          210,
          32,
          PaperSchedules.multiScaleViT(),
          new Adam(0.9, 0.999, 1e-8, 0, false),
          MultiLossSchedule.ofPaper(),
          new Teacher(0, 4),
          new Augmentation(List.of(new Flip(0.5, 0.5), new Rotation(15)), Border.BLACK));

  /**
   * @param weight of the distillation; 0 (named in the introduction, absent from Eq. 1)
   * @param temperature 4 (not stated)
   */
  public record Teacher(double weight, double temperature) {}

  /** The same with or without a teacher. */
  public MultiScaleVitTraining with(Teacher other) {
    return new MultiScaleVitTraining(epochs, batch, rate, rule, weights, other, augmentation);
  }

  /** Another course of the same recipe. */
  public MultiScaleVitTraining with(int length, Schedule rates, MultiLossSchedule lossWeights) {
    return new MultiScaleVitTraining(
        length, batch, rates, rule, lossWeights, teacher, augmentation);
  }

  /** One phase; rate and loss weights change with the epoch (Eq. 2-4, Table 1). */
  public TrainingSettings settings(Seed seed) {
    return TrainingSettings.of(epochs, LearningRate.byEpoch(rate), rule, seed);
  }
}
