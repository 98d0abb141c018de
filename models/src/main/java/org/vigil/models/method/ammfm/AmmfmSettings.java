package org.vigil.models.method.ammfm;

import java.util.List;
import org.vigil.models.fusion.TaskColumns;
import org.vigil.models.loss.MultiTaskCrossEntropy;
import org.vigil.models.loss.PairedLoss;
import org.vigil.models.method.paired.TaskBranch;

/**
 * What an AMMFM network is made of; {@link #PUBLISHED} has the dissertation's values.
 *
 * @param dermoscopic encoder, a name of {@link org.vigil.models.network.Networks}; Swin V2-T (the
 *     text says Swin-Transformer, section 5.3.4.1; only V2-T has the published counts)
 * @param clinical encoder; MobileNetV3-small (section 5.3.2.1, by the counts)
 * @param interaction what happens between the encoders; AAB (section 5.3.2.2)
 * @param widths of the branches' layers; 512 and 128 by the published counts
 * @param tasks answers of each question; diagnosis and the seven-point checklist (Table 5.1)
 */
public record AmmfmSettings(
    String dermoscopic,
    String clinical,
    Interaction interaction,
    TaskBranch.Widths widths,
    List<Integer> tasks) {
  public static final AmmfmSettings PUBLISHED =
      new AmmfmSettings(
          "swin_v2_t",
          "mobilenet_v3_small",
          Interaction.ASYMMETRIC,
          TaskBranch.Widths.PUBLISHED,
          TaskColumns.SEVEN_POINT.widths());

  public AmmfmSettings {
    tasks = List.copyOf(tasks);
  }

  /** The asymmetric framework (AFF) on other encoders. */
  public AmmfmSettings with(String dermoscopicEncoder, String clinicalEncoder) {
    return new AmmfmSettings(dermoscopicEncoder, clinicalEncoder, interaction, widths, tasks);
  }

  /** The symmetric framework (SFF): two encoders of one kind. */
  public AmmfmSettings symmetric(String encoder) {
    return with(encoder, encoder);
  }

  public AmmfmSettings with(Interaction other) {
    return new AmmfmSettings(dermoscopic, clinical, other, widths, tasks);
  }

  public AmmfmSettings with(TaskBranch.Widths otherWidths, List<Integer> otherTasks) {
    return new AmmfmSettings(dermoscopic, clinical, interaction, otherWidths, otherTasks);
  }

  /** Eq. 5.2-5.3, averaged over the batch instead of summed. */
  public PairedLoss loss() {
    return PairedLoss.sum(new MultiTaskCrossEntropy(tasks, true));
  }

  /** What happens between the encoders after each stage. */
  public enum Interaction {
    /** CAT: nothing; the vectors are put side by side at the end. */
    CONCATENATION,
    /** BAB: each encoder's attention refines the other's maps. */
    BIDIRECTIONAL,
    /** AAB: the clinical encoder's attention refines the dermoscopic maps (Eq. 5.1). */
    ASYMMETRIC
  }
}
