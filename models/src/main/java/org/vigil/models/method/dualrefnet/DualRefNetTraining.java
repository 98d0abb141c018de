package org.vigil.models.method.dualrefnet;

import java.util.List;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Border;
import org.vigil.models.augmentation.Brightness;
import org.vigil.models.augmentation.Contrast;
import org.vigil.models.augmentation.Flip;
import org.vigil.models.augmentation.Noise;
import org.vigil.models.augmentation.Saturation;
import org.vigil.models.augmentation.Scaling;
import org.vigil.models.schedule.Schedule;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.LearningRate;
import org.vigil.models.training.Sgd;
import org.vigil.models.training.TrainingSettings;

/**
 * How DualRefNet learns from one of its data sets (Implementation details).
 *
 * @param lambda of the class-frequency regularisation (Eq. 4)
 * @param learningRate of SGD, constant
 * @param rule SGD with the data set's weight decay and a momentum of 0.9 (not stated)
 * @param patience epochs without gain before it stops
 * @param epochs 70
 * @param batch images per step; 32
 * @param augmentation flips, scaling, brightness, contrast, saturation, noise (strengths are not
 *     stated)
 */
public record DualRefNetTraining(
    double lambda,
    double learningRate,
    Sgd rule,
    int patience,
    int epochs,
    int batch,
    Augmentation augmentation) {
  private static final Augmentation VIEWS =
      new Augmentation(
          List.of(
              new Flip(0.5, 0.5),
              new Scaling(0.8, 1.2),
              new Brightness(0.2),
              new Contrast(0.2),
              new Saturation(0.2),
              new Noise(0.02)),
          Border.BLACK);

  public static final DualRefNetTraining PAD_UFES_20 =
      new DualRefNetTraining(0.3, 0.01, new Sgd(0.9, false, 1e-3), 5, 70, 32, VIEWS);
  public static final DualRefNetTraining ISIC_2019 =
      new DualRefNetTraining(0.2, 0.001, new Sgd(0.9, false, 1e-5), 20, 70, 32, VIEWS);

  /** One phase that ends early when validation stops gaining. */
  public TrainingSettings settings(Seed seed) {
    LearningRate rate = LearningRate.byEpoch(Schedule.constant(learningRate));
    return TrainingSettings.of(epochs, rate, rule, seed).withPatience(patience);
  }
}
