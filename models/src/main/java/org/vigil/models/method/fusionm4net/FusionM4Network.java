package org.vigil.models.method.fusionm4net;

import ai.djl.ndarray.NDArray;
import org.vigil.models.method.ammfm.ImageEncoder;
import org.vigil.models.method.ammfm.PairedOutputs;
import org.vigil.models.method.ammfm.TaskBranch;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;

/**
 * FusionNet, the first stage of FusionM4Net (Fig. 6.3, section 6.2.2): an encoder for each picture,
 * the sum of their vectors, and a branch on each of the three. Not thread-safe.
 */
public final class FusionM4Network extends Module {
  private final ImageEncoder derm;
  private final ImageEncoder clin;
  private final TaskBranch branchDerm;
  private final TaskBranch branchClin;
  private final TaskBranch branchFusion;

  public FusionM4Network(Build build, FusionM4Settings settings) {
    this.derm = child("derm", encoder(build, settings));
    this.clin = child("clin", encoder(build, settings));
    this.branchDerm = child("branch_derm", branch(build, settings));
    this.branchClin = child("branch_clin", branch(build, settings));
    this.branchFusion = child("branch_fusion", branch(build, settings));
  }

  private static ImageEncoder encoder(Build build, FusionM4Settings settings) {
    return new ImageEncoder(
        Networks.create(settings.backbone(), build, NetworkOptions.published(1)));
  }

  private TaskBranch branch(Build build, FusionM4Settings settings) {
    return new TaskBranch(build, derm.width(), settings.widths(), settings.tasks());
  }

  /**
   * @param dermoscopic pictures, [batch, 3, h, w]
   * @param clinical pictures, [batch, 3, h', w']
   */
  public PairedOutputs predict(NDArray dermoscopic, NDArray clinical) {
    NDArray ofDerm = derm.forward(dermoscopic); // [batch, width]
    NDArray ofClin = clin.forward(clinical); // [batch, width]
    return new PairedOutputs(
        branchDerm.forward(ofDerm),
        branchClin.forward(ofClin),
        branchFusion.forward(ofDerm.add(ofClin)));
  }

  /**
   * Not used: the network has two inputs.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public NDArray forward(NDArray x) {
    throw new UnsupportedOperationException("needs two pictures: call predict");
  }
}
