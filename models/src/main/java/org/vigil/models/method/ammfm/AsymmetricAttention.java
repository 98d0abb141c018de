package org.vigil.models.method.ammfm;

import org.vigil.models.method.paired.PairedMaps;
import org.vigil.models.method.paired.SpatialAttention;
import org.vigil.models.method.paired.StageFusion;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;

/**
 * The asymmetric attention block (AAB, Eq. 5.1): the light clinical encoder says where the
 * dermoscopic one should look; the clinical maps pass unchanged.
 */
public final class AsymmetricAttention extends StageFusion {
  private final Conv2d query;
  private final Conv2d key;
  private final Conv2d value;

  /**
   * @param source channels of the clinical maps
   * @param target channels of the dermoscopic maps
   */
  public AsymmetricAttention(Build build, int source, int target) {
    int reduced = source / SpatialAttention.REDUCTION;
    this.query = child("query", Conv2d.of(source, reduced, 1).withBias().build(build));
    this.key = child("key", Conv2d.of(source, reduced, 1).withBias().build(build));
    this.value = child("value", Conv2d.of(target, target, 1).withBias().build(build));
  }

  @Override
  public PairedMaps refine(PairedMaps maps) {
    var attention = SpatialAttention.map(query, key, maps.clin());
    return new PairedMaps(SpatialAttention.refine(maps.derm(), value, attention), maps.clin());
  }
}
