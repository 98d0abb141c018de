package org.vigil.models.method.fusionm4net;

import java.util.List;
import org.vigil.models.fusion.TaskColumns;
import org.vigil.models.loss.MultiTaskCrossEntropy;
import org.vigil.models.loss.PairedLoss;
import org.vigil.models.method.paired.TaskBranch;

/**
 * What the first stage of FusionM4Net is made of.
 *
 * @param backbone of both pictures, a name of {@link org.vigil.models.network.Networks}; ResNet-50
 *     (section 6.2.2)
 * @param widths of the branches' layers; 512 and 128 by the published count, Table 6.2 shows one
 *     layer
 * @param tasks answers of each question; diagnosis and the seven-point checklist (section 6.3.1)
 */
public record FusionM4Settings(String backbone, TaskBranch.Widths widths, List<Integer> tasks) {
  public static final FusionM4Settings PUBLISHED =
      new FusionM4Settings(
          "resnet50", TaskBranch.Widths.PUBLISHED, TaskColumns.SEVEN_POINT.widths());

  public FusionM4Settings {
    tasks = List.copyOf(tasks);
  }

  /** Eq. 6.1-6.4, the mean over the batch (not stated). */
  public PairedLoss loss() {
    return PairedLoss.sum(new MultiTaskCrossEntropy(tasks, true));
  }
}
