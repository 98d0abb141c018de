package org.vigil.models.method.fusionm4net;

import ai.djl.ndarray.NDArray;
import org.vigil.models.method.paired.ImageEncoder;
import org.vigil.models.method.paired.PairedNetwork;
import org.vigil.models.method.paired.PairedOutputs;
import org.vigil.models.method.paired.TaskBranch;
import org.vigil.models.nn.Build;

/**
 * FusionNet, the first stage of FusionM4Net (Fig. 6.3, section 6.2.2): an encoder for each picture,
 * the sum of their vectors, and a branch on each of the three. Not thread-safe.
 */
public final class FusionM4Network extends PairedNetwork {
  private final ImageEncoder derm;
  private final ImageEncoder clin;
  private final TaskBranch branchDerm;
  private final TaskBranch branchClin;
  private final TaskBranch branchFusion;

  /** With backbones from the registry. */
  public FusionM4Network(Build build, FusionM4Settings settings) {
    this(
        build,
        settings,
        ImageEncoder.registered(build, settings.backbone()),
        ImageEncoder.registered(build, settings.backbone()));
  }

  /**
   * @param derm takes the place of the settings' backbone
   * @param clin likewise; of the same width
   */
  public FusionM4Network(
      Build build, FusionM4Settings settings, ImageEncoder derm, ImageEncoder clin) {
    this.derm = child("derm", derm);
    this.clin = child("clin", clin);
    this.branchDerm = child("branch_derm", branch(build, settings));
    this.branchClin = child("branch_clin", branch(build, settings));
    this.branchFusion = child("branch_fusion", branch(build, settings));
  }

  private TaskBranch branch(Build build, FusionM4Settings settings) {
    return new TaskBranch(build, derm.width(), settings.widths(), settings.tasks());
  }

  @Override
  public PairedOutputs predict(NDArray dermoscopic, NDArray clinical) {
    NDArray ofDerm = derm.forward(dermoscopic); // [batch, width]
    NDArray ofClin = clin.forward(clinical); // [batch, width]
    return new PairedOutputs(
        branchDerm.forward(ofDerm),
        branchClin.forward(ofClin),
        branchFusion.forward(ofDerm.add(ofClin)));
  }
}
