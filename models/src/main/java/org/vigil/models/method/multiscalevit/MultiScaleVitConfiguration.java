package org.vigil.models.method.multiscalevit;

import org.vigil.models.schedule.MultiLossSchedule;
import org.vigil.models.schedule.PaperSchedules;
import org.vigil.models.schedule.Schedule;

/**
 * How the multi-scale ViT is built and trained; the paper's sections beside each.
 *
 * @param classes outputs
 * @param patch side of a patch on every scale, pixels; 16 (3.1)
 * @param encoder ViT-B/16 (4.3)
 * @param embedding width of the vector for retrieval; 512 (not stated)
 * @param epochs 210, three phases of 70 (4.3)
 * @param batch images per step; 32 (4.3)
 * @param rate of Adam (0.9, 0.999, 1e-8), by epoch (Eq. 2-4, as printed)
 * @param weights of the losses by epoch (Table 1); the losses are {@code DynamicMultiLoss}
 */
public record MultiScaleVitConfiguration(
    int classes,
    int patch,
    Encoder encoder,
    int embedding,
    int epochs,
    int batch,
    Schedule rate,
    MultiLossSchedule weights) {

  /**
   * @param width of a token; 768
   * @param depth layers; 12
   * @param heads of the attention; 12
   * @param hidden width of the MLP; 3072
   * @param dropout share set to 0 in training; 0.1
   */
  public record Encoder(int width, int depth, int heads, int hidden, double dropout) {}

  /** As published, for some number of classes. */
  public static MultiScaleVitConfiguration published(int classes) {
    return of(classes, new Encoder(768, 12, 12, 3072, 0.1), 512);
  }

  /** The published recipe for a network of another size. */
  public static MultiScaleVitConfiguration of(int classes, Encoder encoder, int embedding) {
    return new MultiScaleVitConfiguration(
        classes,
        16,
        encoder,
        embedding,
        210,
        32,
        PaperSchedules.multiScaleViT(),
        MultiLossSchedule.ofPaper());
  }
}
