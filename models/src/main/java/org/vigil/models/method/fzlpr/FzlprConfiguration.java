package org.vigil.models.method.fzlpr;

import java.util.List;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Border;
import org.vigil.models.augmentation.Flip;
import org.vigil.models.augmentation.RandomCrop;
import org.vigil.models.augmentation.Rotation;
import org.vigil.models.loss.FocalZlpr;
import org.vigil.models.preprocess.TestTimeTransform;
import org.vigil.models.schedule.Cosine;
import org.vigil.models.schedule.Schedule;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.Adam;
import org.vigil.models.training.LearningRate;
import org.vigil.models.training.Phase;
import org.vigil.models.training.TrainingSettings;

/**
 * How DenseNet121 with focal ZLPR is built, trained and asked; the paper's sections beside each.
 * Pictures are prepared by {@code PaperRecipes.fzlprBeforeRandomCrop()} for training and by {@code
 * PaperRecipes.fzlpr()} later. Targets are the findings that are present, any number.
 *
 * @param classes findings; 14 (4.1)
 * @param top the custom top network (3.2)
 * @param temperature tau of the loss, above 0; 0.2 (Eq. 5)
 * @param batch images per step; 64 (4.2)
 * @param weightDecay of AdamW; 4e-3 (4.2)
 * @param topOnly first stage of training, base frozen: 5 epochs at 1e-3 (4.2)
 * @param all second stage, every layer: 20 epochs, 1e-5 by cosine to 1e-7 (4.2)
 * @param augmentation flip, turn within 0.4 rad, 224 anywhere out of 256 (4.1)
 * @param looks whose logits are averaged at test time (4.3; that it is logits is not stated)
 */
public record FzlprConfiguration(
    int classes,
    Top top,
    double temperature,
    int batch,
    double weightDecay,
    Stage topOnly,
    Stage all,
    Augmentation augmentation,
    List<TestTimeTransform> looks) {
  private static final Augmentation VIEWS =
      new Augmentation(
          List.of(new Flip(0.5, 0), new Rotation(Math.toDegrees(0.4)), new RandomCrop(224, 224)),
          Border.BLACK);

  public FzlprConfiguration {
    if (classes < 1 || batch < 1 || looks.isEmpty()) {
      throw new IllegalArgumentException("needs classes, a batch and a look");
    }
    looks = List.copyOf(looks);
  }

  /** As published, for some number of findings. */
  public static FzlprConfiguration published(int classes) {
    return new FzlprConfiguration(
        classes,
        new Top(256, 128, 64, 0.1),
        0.2,
        64,
        4e-3,
        new Stage(5, Schedule.constant(1e-3)),
        new Stage(20, new Cosine(1e-5, 1e-7, 20)),
        VIEWS,
        TestTimeTransform.FZLPR);
  }

  /** The same recipe for a network of other sizes. */
  public FzlprConfiguration with(int otherClasses, Top otherTop) {
    return new FzlprConfiguration(
        otherClasses, otherTop, temperature, batch, weightDecay, topOnly, all, augmentation, looks);
  }

  /** The same network under other stages of training. */
  public FzlprConfiguration with(Stage otherTopOnly, Stage otherAll) {
    return new FzlprConfiguration(
        classes, top, temperature, batch, weightDecay, otherTopOnly, otherAll, augmentation, looks);
  }

  /** Eq. 5. */
  public FocalZlpr loss() {
    return new FocalZlpr(temperature);
  }

  /** Both stages, each with an optimiser of its own (4.2). */
  public TrainingSettings settings(Seed seed) {
    LearningRate first = LearningRate.byEpoch(topOnly.rate());
    return TrainingSettings.of(topOnly.epochs(), first, Adam.adamW(weightDecay), seed)
        .withPhases(
            List.of(
                new Phase(topOnly.epochs(), first, List.of(FzlprNetwork.BASE)),
                Phase.of(all.epochs(), LearningRate.byEpoch(all.rate()))));
  }

  /**
   * @param filters1 maps of the first 3 x 3 convolution; 256
   * @param filters2 maps of the second; 128
   * @param hidden width of the dense layer; 64
   * @param dropout share set to 0 in training; 0.1
   */
  public record Top(int filters1, int filters2, int hidden, double dropout) {}

  /**
   * @param epochs passes over the data
   * @param rate by epoch of the stage
   */
  public record Stage(int epochs, Schedule rate) {}
}
