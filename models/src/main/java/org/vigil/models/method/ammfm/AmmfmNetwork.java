package org.vigil.models.method.ammfm;

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
 * The asymmetric multi-modal fusion method (Fig. 5.2): two encoders run side by side, a block
 * between them after every stage, and three branches. Not thread-safe.
 */
public final class AmmfmNetwork extends PairedNetwork {
  private final ImageEncoder derm;
  private final ImageEncoder clin;
  private final ModuleList<StageFusion> blocks;
  private final AmmfmSettings.Interaction interaction;
  private final TaskBranch branchDerm;
  private final TaskBranch branchClin;
  private final TaskBranch branchFusion;

  /** With backbones from the registry. */
  public AmmfmNetwork(Build build, AmmfmSettings settings) {
    this(
        build,
        settings,
        ImageEncoder.registered(build, settings.dermoscopic()),
        ImageEncoder.registered(build, settings.clinical()));
  }

  /**
   * @param derm takes the place of the settings' dermoscopic encoder
   * @param clin takes the place of the settings' clinical encoder
   */
  public AmmfmNetwork(Build build, AmmfmSettings settings, ImageEncoder derm, ImageEncoder clin) {
    if (derm.stageCount() != clin.stageCount()) {
      throw new IllegalArgumentException(
          derm.stageCount() + " dermoscopic stages, " + clin.stageCount() + " clinical");
    }
    this.derm = child("derm", derm);
    this.clin = child("clin", clin);
    this.interaction = settings.interaction();
    this.blocks = child("blocks", new ModuleList<>());
    for (int stage = 0; stage < derm.stageCount(); stage++) {
      addBlock(build, derm.stageWidth(stage), clin.stageWidth(stage));
    }
    this.branchDerm = child("branch_derm", branch(build, settings, derm.width()));
    this.branchClin = child("branch_clin", branch(build, settings, clin.width()));
    this.branchFusion = child("branch_fusion", branch(build, settings, fusionWidth()));
  }

  private void addBlock(Build build, int dermWidth, int clinWidth) {
    switch (interaction) {
      case CONCATENATION -> {}
      case BIDIRECTIONAL -> blocks.add(new BidirectionalAttention(build, dermWidth, clinWidth));
      case ASYMMETRIC -> blocks.add(new AsymmetricAttention(build, clinWidth, dermWidth));
    }
  }

  private static TaskBranch branch(Build build, AmmfmSettings settings, int width) {
    return new TaskBranch(build, width, settings.widths(), settings.tasks());
  }

  /** The counts of all AAB variants but one need a fusion branch on the dermoscopic width alone. */
  private int fusionWidth() {
    return interaction == AmmfmSettings.Interaction.ASYMMETRIC
        ? derm.width()
        : derm.width() + clin.width();
  }

  @Override
  public PairedOutputs predict(NDArray dermoscopic, NDArray clinical) {
    PairedMaps encoded = encode(0, dermoscopic, clinical);
    for (int stage = 1; stage < derm.stageCount(); stage++) {
      PairedMaps refined = refine(stage - 1, encoded);
      encoded = encode(stage, refined.derm(), refined.clin());
    }
    return classify(encoded, refine(derm.stageCount() - 1, encoded));
  }

  private PairedMaps encode(int stage, NDArray ofDerm, NDArray ofClin) {
    return new PairedMaps(derm.stage(stage, ofDerm), clin.stage(stage, ofClin));
  }

  private PairedMaps refine(int stage, PairedMaps maps) {
    return blocks.isEmpty() ? maps : blocks.get(stage).refine(maps);
  }

  /**
   * With AAB the dermoscopic branch reads the maps before the last block (not stated; it would see
   * what the fusion branch sees otherwise).
   */
  private PairedOutputs classify(PairedMaps last, PairedMaps refined) {
    NDArray fused = derm.vector(refined.derm()); // [batch, dermoscopic width]
    NDArray ofClin = clin.vector(refined.clin()); // [batch, clinical width]
    return switch (interaction) {
      case ASYMMETRIC -> answers(derm.vector(last.derm()), ofClin, fused);
      case BIDIRECTIONAL, CONCATENATION -> answers(fused, ofClin, fused.concat(ofClin, 1));
    };
  }

  private PairedOutputs answers(NDArray ofDerm, NDArray ofClin, NDArray fused) {
    return new PairedOutputs(
        branchDerm.forward(ofDerm), branchClin.forward(ofClin), branchFusion.forward(fused));
  }
}
