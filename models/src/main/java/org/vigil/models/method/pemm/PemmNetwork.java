package org.vigil.models.method.pemm;

import ai.djl.ndarray.NDArray;
import org.vigil.models.method.paired.BidirectionalAttention;
import org.vigil.models.method.paired.ImageEncoder;
import org.vigil.models.method.paired.PairedMaps;
import org.vigil.models.method.paired.PairedNetwork;
import org.vigil.models.method.paired.PairedOutputs;
import org.vigil.models.method.paired.StageFusion;
import org.vigil.models.method.paired.TaskBranch;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.ModuleList;

/**
 * The parameter-efficient multi-modal framework (Fig. 5.5): one encoder reads both pictures,
 * attention between their maps after every stage, and a branch for each picture and for both. Not
 * thread-safe.
 */
public final class PemmNetwork extends PairedNetwork {
  private final ImageEncoder encoder;
  private final ModuleList<StageFusion> blocks;
  private final TaskBranch branchDerm;
  private final TaskBranch branchClin;
  private final TaskBranch branchFusion;

  /** With a backbone from the registry. */
  public PemmNetwork(Build build, PemmSettings settings) {
    this(build, settings, ImageEncoder.registered(build, settings.encoder()));
  }

  /**
   * @param encoder takes the place of the settings' encoder
   */
  public PemmNetwork(Build build, PemmSettings settings, ImageEncoder encoder) {
    this.encoder = child("derm", encoder); // the references' name for the shared encoder
    this.blocks = child("blocks", new ModuleList<>());
    for (int stage = 0; stage < encoder.stageCount(); stage++) {
      addBlock(build, settings.attention(), encoder.stageWidth(stage));
    }
    this.branchDerm = child("branch_derm", branch(build, settings, encoder.width()));
    this.branchClin =
        settings.sharedClassifier()
            ? branchDerm
            : child("branch_clin", branch(build, settings, encoder.width()));
    this.branchFusion = child("branch_fusion", branch(build, settings, 2 * encoder.width()));
  }

  private void addBlock(Build build, PemmSettings.Attention attention, int width) {
    switch (attention) {
      case PemmSettings.None none -> {}
      case PemmSettings.Unshared unshared ->
          blocks.add(new BidirectionalAttention(build, width, width));
      case PemmSettings.Shared shared ->
          blocks.add(new SharedCrossAttention(build, width, shared.mode()));
    }
  }

  private static TaskBranch branch(Build build, PemmSettings settings, int width) {
    return new TaskBranch(build, width, settings.widths(), settings.tasks());
  }

  @Override
  public PairedOutputs predict(NDArray dermoscopic, NDArray clinical) {
    NDArray ofDerm = dermoscopic;
    NDArray ofClin = clinical;
    for (int stage = 0; stage < encoder.stageCount(); stage++) {
      PairedMaps refined =
          refine(stage, encoder.stage(stage, ofDerm), encoder.stage(stage, ofClin));
      ofDerm = refined.derm();
      ofClin = refined.clin();
    }
    return classify(encoder.vector(ofDerm), encoder.vector(ofClin));
  }

  private PairedMaps refine(int stage, NDArray ofDerm, NDArray ofClin) {
    PairedMaps maps = new PairedMaps(ofDerm, ofClin);
    return blocks.isEmpty() ? maps : blocks.get(stage).refine(maps);
  }

  private PairedOutputs classify(NDArray ofDerm, NDArray ofClin) {
    return new PairedOutputs(
        branchDerm.forward(ofDerm),
        branchClin.forward(ofClin),
        branchFusion.forward(ofDerm.concat(ofClin, 1))); // [batch, 2 width], dermoscopic first
  }
}
