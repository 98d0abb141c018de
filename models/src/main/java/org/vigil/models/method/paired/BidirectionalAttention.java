package org.vigil.models.method.paired;

import org.vigil.models.nn.Build;

/**
 * The bidirectional attention block (BAB, section 5.3.2.2): each encoder's attention refines the
 * other's maps, with projections of their own. PEMM's unshared cross-attention (CA) is the same.
 */
public final class BidirectionalAttention extends StageFusion {
  private final AttentionProjections derm;
  private final AttentionProjections clin;

  /**
   * @param derm channels of the dermoscopic maps
   * @param clin channels of the clinical maps
   */
  public BidirectionalAttention(Build build, int derm, int clin) {
    this.derm = child("derm", new AttentionProjections(build, derm));
    this.clin = child("clin", new AttentionProjections(build, clin));
  }

  @Override
  public PairedMaps refine(PairedMaps maps) {
    var ofDerm = derm.map(maps.derm());
    var ofClin = clin.map(maps.clin());
    return new PairedMaps(derm.refine(maps.derm(), ofClin), clin.refine(maps.clin(), ofDerm));
  }
}
