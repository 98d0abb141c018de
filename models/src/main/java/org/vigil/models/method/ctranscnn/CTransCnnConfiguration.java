package org.vigil.models.method.ctranscnn;

import java.util.List;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Border;
import org.vigil.models.augmentation.Flip;
import org.vigil.models.augmentation.RandAugment;
import org.vigil.models.augmentation.ResizedCrop;
import org.vigil.models.augmentation.Sometimes;
import org.vigil.models.loss.Loss;
import org.vigil.models.loss.ParetoLoss;
import org.vigil.models.schedule.PaperSchedules;
import org.vigil.models.schedule.Schedule;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.Adam;
import org.vigil.models.training.LearningRate;
import org.vigil.models.training.ParameterGroup;
import org.vigil.models.training.TrainingSettings;

/**
 * How CTransCNN is built, trained and asked; the paper's sections beside each. Pictures are
 * prepared by {@code PaperRecipes.cTransCnn()}.
 *
 * @param classes labels
 * @param base channels of the first group of layers; 64 (Fig. 2)
 * @param depth layers, in three groups; 12 (Fig. 2)
 * @param tokens the token branch
 * @param ablation which inventions are there; all (4.7)
 * @param cnnShare weight of the convolutional head in the prediction; 0.9
 * @param loss Pareto-weighted asymmetric and focal loss (3.4, Eq. 15-18)
 * @param training the recipe
 */
public record CTransCnnConfiguration(
    int classes,
    int base,
    int depth,
    Tokens tokens,
    Ablation ablation,
    double cnnShare,
    Loss loss,
    Training training) {
  public CTransCnnConfiguration {
    if (classes < 1 || depth < 3 || depth % 3 != 0 || cnnShare < 0 || cnnShare > 1) {
      throw new IllegalArgumentException("needs classes, a depth of 3, 6, 9, ..., a share");
    }
  }

  /**
   * @param width of a token; 384
   * @param heads of both attentions; 6
   * @param ratio by which the feed-forward net is wider; 4
   * @param squashFirst the sigmoid in the first attention, too, as in the public implementation
   */
  public record Tokens(int width, int heads, int ratio, boolean squashFirst) {
    /** As published, of some width. */
    public Tokens(int width, int heads) {
      this(width, heads, 4, false);
    }
  }

  /**
   * @param batch images per step; 32 (4.4)
   * @param epochs 300 (4.4)
   * @param warmUpEpochs 5 (public configuration)
   * @param beta1 of AdamW; 0.5 (4.4)
   * @param beta2 of AdamW; 0.999 (4.4)
   * @param weightDecay 0.05, none on norms, biases and class token (public configuration)
   * @param stochasticDepth share of a batch that the last layer's token branches leave out, rising
   *     from 0; 0.1 (public configuration)
   * @param augmentation flip, scaled crop, RandAugment with probability 0.5 (4.4; the crop's sizes
   *     and RandAugment's 2 operations of magnitude 9 are not stated)
   */
  public record Training(
      int batch,
      int epochs,
      int warmUpEpochs,
      double beta1,
      double beta2,
      double weightDecay,
      double stochasticDepth,
      Augmentation augmentation) {
    public static final Training PUBLISHED =
        new Training(32, 300, 5, 0.5, 0.999, 0.05, 0.1, views(224));

    /** The paper's random views, of some size. */
    public static Augmentation views(int side) {
      return new Augmentation(
          List.of(
              new Flip(0.5, 0),
              new ResizedCrop(side, side, 0.08, 4 / 3.0),
              new Sometimes(0.5, new RandAugment(2, 9))),
          Border.BLACK);
    }

    /** For another length. */
    public Training with(int otherEpochs, int otherWarmUp) {
      return new Training(
          batch,
          otherEpochs,
          otherWarmUp,
          beta1,
          beta2,
          weightDecay,
          stochasticDepth,
          augmentation);
    }
  }

  /** As published, for some number of labels. */
  public static CTransCnnConfiguration published(int classes) {
    return of(classes, 64, 12, new Tokens(384, 6));
  }

  /** The published recipe for a network of another size. */
  public static CTransCnnConfiguration of(int classes, int base, int depth, Tokens tokens) {
    return new CTransCnnConfiguration(
        classes,
        base,
        depth,
        tokens,
        Ablation.NOTHING,
        0.9,
        ParetoLoss.ofCTransCnn(),
        Training.PUBLISHED);
  }

  public CTransCnnConfiguration with(Ablation other) {
    return new CTransCnnConfiguration(
        classes, base, depth, tokens, other, cnnShare, loss, training);
  }

  public CTransCnnConfiguration with(Training other) {
    return new CTransCnnConfiguration(
        classes, base, depth, tokens, ablation, cnnShare, loss, other);
  }

  /**
   * One phase of AdamW, its rate by step (4.4).
   *
   * @param stepsPerEpoch batches of an epoch
   */
  public TrainingSettings settings(int stepsPerEpoch, Seed seed) {
    Schedule rate =
        PaperSchedules.cTransCnn(
            training.epochs() * stepsPerEpoch, training.warmUpEpochs() * stepsPerEpoch);
    Adam adam = new Adam(training.beta1(), training.beta2(), 1e-8, training.weightDecay(), true);
    return TrainingSettings.of(training.epochs(), LearningRate.byStep(rate), adam, seed)
        .withGroups(List.of(ParameterGroup.withoutDecay(CTransCnn.CLASS_TOKEN)));
  }
}
