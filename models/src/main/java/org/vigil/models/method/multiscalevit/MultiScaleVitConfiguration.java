package org.vigil.models.method.multiscalevit;

import org.vigil.models.loss.BinaryCrossEntropy;
import org.vigil.models.loss.Contrastive;
import org.vigil.models.loss.Distillation;
import org.vigil.models.loss.DynamicMultiLoss;
import org.vigil.models.loss.Loss;
import org.vigil.models.loss.TripletBatchHard;
import org.vigil.models.loss.WeightedCrossEntropy;
import org.vigil.models.schedule.MultiLossSchedule;
import org.vigil.models.schedule.PaperSchedules;
import org.vigil.models.schedule.Schedule;

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
    Training training) {

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

  /**
   * @param epochs 210, three phases of 70 (4.3)
   * @param batch pictures per step; 32 (4.3)
   * @param rate of Adam, by epoch (Eq. 2-4, as printed)
   * @param beta1 of Adam; 0.9 (4.3)
   * @param beta2 of Adam; 0.999 (4.3)
   * @param eps of Adam; 1e-8 (4.3)
   * @param weights of the losses by epoch (Table 1)
   * @param distillation weight of a teacher's answers; 0 (named in the introduction, not in Eq. 1)
   * @param temperature of the distillation; 4 (not stated)
   */
  public record Training(
      int epochs,
      int batch,
      Schedule rate,
      double beta1,
      double beta2,
      double eps,
      MultiLossSchedule weights,
      double distillation,
      double temperature) {
    public static final Training PUBLISHED =
        new Training(
            210,
            32,
            PaperSchedules.multiScaleViT(),
            0.9,
            0.999,
            1e-8,
            MultiLossSchedule.ofPaper(),
            0,
            4);

    /** The same with a teacher. */
    public Training withDistillation(double weight) {
      return new Training(epochs, batch, rate, beta1, beta2, eps, weights, weight, temperature);
    }

    /** Another course of the same recipe. */
    public Training with(int otherEpochs, Schedule otherRate, MultiLossSchedule otherWeights) {
      return new Training(
          otherEpochs,
          batch,
          otherRate,
          beta1,
          beta2,
          eps,
          otherWeights,
          distillation,
          temperature);
    }
  }

  /** As published, for some number of classes of which a picture has one. */
  public static MultiScaleVitConfiguration published(int classes) {
    return of(classes, new Encoder(768, 12, 12, 3072, 0.1), 512);
  }

  /** The published recipe for a network of another size. */
  public static MultiScaleVitConfiguration of(int classes, Encoder encoder, int embedding) {
    return new MultiScaleVitConfiguration(
        classes, Labels.ONE, 16, encoder, embedding, Metric.RESOLVED, Training.PUBLISHED);
  }

  public MultiScaleVitConfiguration with(Labels other) {
    return new MultiScaleVitConfiguration(
        classes, other, patch, encoder, embedding, metric, training);
  }

  public MultiScaleVitConfiguration with(Training other) {
    return new MultiScaleVitConfiguration(
        classes, labels, patch, encoder, embedding, metric, other);
  }

  /** Eq. 1. */
  public DynamicMultiLoss loss() {
    return new DynamicMultiLoss(
        classification(),
        new Contrastive(metric.contrastiveMargin(), metric.contrastiveFactor()),
        new TripletBatchHard(metric.tripletMargin()),
        new Distillation(training.temperature()));
  }

  private Loss classification() {
    return switch (labels) {
      case ONE -> WeightedCrossEntropy.unweighted(classes);
      case ANY -> new BinaryCrossEntropy();
    };
  }
}
