package org.vigil.models.method.multiscalevit;

import org.vigil.models.loss.BinaryCrossEntropy;
import org.vigil.models.loss.Contrastive;
import org.vigil.models.loss.Distillation;
import org.vigil.models.loss.DynamicMultiLoss;
import org.vigil.models.loss.Loss;
import org.vigil.models.loss.TripletBatchHard;
import org.vigil.models.loss.WeightedCrossEntropy;

/**
 * How the multi-scale ViT is built and trained; the paper's sections beside each. Pictures are
 * prepared by {@code PaperRecipes.multiScaleViT()}.
 *
 * @param classes outputs
 * @param labels whether a picture has one of them or any number
 * @param patch side of a patch on every scale, pixels; 16 (3.1)
 * @param encoder ViT-B/16 (4.3)
 * @param embedding width of the vector for retrieval; 512 (not stated)
 * @param metric what brings similar pictures together
 * @param training the recipe
 */
public record MultiScaleVitConfiguration(
    int classes,
    Labels labels,
    int patch,
    Encoder encoder,
    int embedding,
    Metric metric,
    MultiScaleVitTraining training) {

  /** How many of its classes a picture has. */
  public enum Labels {
    /** Exactly one: softmax and cross-entropy. */
    ONE,
    /**
     * Any number: sigmoids and binary cross-entropy; equal sets are a positive pair (not stated).
     */
    ANY
  }

  /**
   * @param width of a token; 768
   * @param depth layers; 12
   * @param heads of the attention; 12
   * @param hidden width of the MLP; 3072
   * @param dropout share set to 0 in training; 0.1
   */
  public record Encoder(int width, int depth, int heads, int hidden, double dropout) {}

  /**
   * @param contrastiveMargin distance from which on different pictures cost nothing; 1 (not stated)
   * @param contrastiveFactor 1/2 (not stated)
   * @param tripletMargin of the batch-hard triplet loss; 0.2 (not stated)
   */
  public record Metric(double contrastiveMargin, double contrastiveFactor, double tripletMargin) {
    public static final Metric RESOLVED = new Metric(1, 0.5, 0.2);
  }

  /** As published, for some number of classes of which a picture has one. */
  public static MultiScaleVitConfiguration published(int classes) {
    return of(classes, new Encoder(768, 12, 12, 3072, 0.1), 512);
  }

  /** The published recipe for a network of another size. */
  public static MultiScaleVitConfiguration of(int classes, Encoder encoder, int embedding) {
    return new MultiScaleVitConfiguration(
        classes,
        Labels.ONE,
        16,
        encoder,
        embedding,
        Metric.RESOLVED,
        MultiScaleVitTraining.PUBLISHED);
  }

  public MultiScaleVitConfiguration with(Labels other) {
    return new MultiScaleVitConfiguration(
        classes, other, patch, encoder, embedding, metric, training);
  }

  public MultiScaleVitConfiguration with(MultiScaleVitTraining other) {
    return new MultiScaleVitConfiguration(
        classes, labels, patch, encoder, embedding, metric, other);
  }

  /** Eq. 1. */
  public DynamicMultiLoss loss() {
    return new DynamicMultiLoss(
        classification(),
        new Contrastive(metric.contrastiveMargin(), metric.contrastiveFactor()),
        new TripletBatchHard(metric.tripletMargin()),
        new Distillation(training.teacher().temperature()));
  }

  private Loss classification() {
    return switch (labels) {
      case ONE -> WeightedCrossEntropy.unweighted(classes);
      case ANY -> new BinaryCrossEntropy();
    };
  }
}
