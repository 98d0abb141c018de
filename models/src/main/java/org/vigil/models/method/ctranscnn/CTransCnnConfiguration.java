package org.vigil.models.method.ctranscnn;

import org.vigil.models.loss.ParetoLoss;
import org.vigil.models.schedule.PaperSchedules;
import org.vigil.models.schedule.Schedule;

/**
 * How CTransCNN is built, trained and asked; the paper's sections beside each.
 *
 * @param classes labels
 * @param base channels of the first group of layers; 64 (Fig. 2)
 * @param depth layers, in three groups; 12 (Fig. 2)
 * @param tokens the token branch
 * @param stochasticDepth share of a batch that the last layer's branches leave out, rising from 0;
 *     0.1 (public configuration)
 * @param cnnShare weight of the convolutional head in the prediction; 0.9
 * @param batch images per step; 32 (4.4)
 * @param epochs 300 (4.4)
 * @param warmUpEpochs 5 (public configuration)
 * @param beta1 of AdamW; 0.5 (4.4)
 * @param beta2 of AdamW; 0.999 (4.4)
 * @param weightDecay 0.05, none on norms, biases and class token (4.4)
 */
public record CTransCnnConfiguration(
    int classes,
    int base,
    int depth,
    Tokens tokens,
    double stochasticDepth,
    double cnnShare,
    int batch,
    int epochs,
    int warmUpEpochs,
    double beta1,
    double beta2,
    double weightDecay) {

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

  /** As published, for some number of labels. */
  public static CTransCnnConfiguration published(int classes) {
    return of(classes, 64, 12, new Tokens(384, 6));
  }

  /** The published recipe for a network of another size. */
  public static CTransCnnConfiguration of(int classes, int base, int depth, Tokens tokens) {
    return new CTransCnnConfiguration(
        classes, base, depth, tokens, 0.1, 0.9, 32, 300, 5, 0.5, 0.999, 0.05);
  }

  /** Eq. 15-18; training takes the mean of both heads' losses. */
  public ParetoLoss loss() {
    return ParetoLoss.ofCTransCnn();
  }

  /** By step (4.4). */
  public Schedule rate(int stepsPerEpoch) {
    return PaperSchedules.cTransCnn(epochs * stepsPerEpoch, warmUpEpochs * stepsPerEpoch);
  }
}
