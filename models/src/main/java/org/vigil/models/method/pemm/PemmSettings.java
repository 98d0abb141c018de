package org.vigil.models.method.pemm;

import java.util.List;
import org.vigil.models.fusion.TaskColumns;
import org.vigil.models.loss.MultiTaskCrossEntropy;
import org.vigil.models.loss.PairedLoss;
import org.vigil.models.method.paired.TaskBranch;

/**
 * What a PEMM network is made of; {@link #PUBLISHED} has the dissertation's values. The variants
 * are the steps of its ablation (Tables 5.15 and 5.16); its baseline with two encoders is AMMFM's
 * symmetric framework with concatenation.
 *
 * @param encoder of both pictures, a name of {@link org.vigil.models.network.Networks}; Swin V2-T
 *     (the text says SwinTransformer, section 5.4.3.1; only V2-T has the published counts)
 * @param attention between the pictures after each stage; shared and crossed (section 5.4.2.2)
 * @param sharedClassifier one branch for both pictures; no: its results were unsatisfactory
 *     (section 5.4.2.1)
 * @param widths of the branches' layers; 512 and 128 by the published counts
 * @param tasks answers of each question; diagnosis and the seven-point checklist (Table 5.1)
 */
public record PemmSettings(
    String encoder,
    Attention attention,
    boolean sharedClassifier,
    TaskBranch.Widths widths,
    List<Integer> tasks) {
  /** W of the biased loss (section 5.4.3.1). */
  public static final double CLINICAL_SHARE = 0.1;

  public static final PemmSettings PUBLISHED =
      new PemmSettings(
          "swin_v2_t",
          new Shared(SharedCrossAttention.Mode.CROSS),
          false,
          TaskBranch.Widths.PUBLISHED,
          TaskColumns.SEVEN_POINT.widths());

  public PemmSettings {
    tasks = List.copyOf(tasks);
  }

  public PemmSettings with(String otherEncoder) {
    return new PemmSettings(otherEncoder, attention, sharedClassifier, widths, tasks);
  }

  public PemmSettings with(Attention other) {
    return new PemmSettings(encoder, other, sharedClassifier, widths, tasks);
  }

  public PemmSettings withSharedClassifier() {
    return new PemmSettings(encoder, attention, true, widths, tasks);
  }

  public PemmSettings with(TaskBranch.Widths otherWidths, List<Integer> otherTasks) {
    return new PemmSettings(encoder, attention, sharedClassifier, otherWidths, otherTasks);
  }

  /**
   * Eq. 5.7, the mean over the batch.
   *
   * @param clinicalShare W; {@link #CLINICAL_SHARE} was best (Table 5.17)
   */
  public PairedLoss loss(double clinicalShare) {
    return PairedLoss.biased(clinicalShare, new MultiTaskCrossEntropy(tasks, true));
  }

  /** What happens between the pictures' maps after each stage. */
  public sealed interface Attention {}

  /** Nothing: the encoder alone is shared. */
  public record None() implements Attention {}

  /** CA: each refined by the other, with projections of their own. */
  public record Unshared() implements Attention {}

  /** SCA: one set of projections for both. */
  public record Shared(SharedCrossAttention.Mode mode) implements Attention {}
}
