package org.vigil.models.method.pemm;

import ai.djl.ndarray.NDArray;
import org.vigil.models.method.paired.PairedMaps;
import org.vigil.models.method.paired.SpatialAttention;
import org.vigil.models.method.paired.StageFusion;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;

/** Shared cross-attention (SCA, section 5.4.2.2): one set of projections for both pictures. */
public final class SharedCrossAttention extends StageFusion {
  private final Conv2d query;
  private final Conv2d key;
  private final Conv2d value;
  private final Mode mode;

  /** Whose attention refines a picture's maps. */
  public enum Mode {
    /** The other picture's, as the name and the cited block say; the default. */
    CROSS,
    /** Its own, as the paragraph reads literally. */
    SELF
  }

  public SharedCrossAttention(Build build, int channels, Mode mode) {
    int reduced = channels / SpatialAttention.REDUCTION;
    this.query = child("query", Conv2d.of(channels, reduced, 1).withBias().build(build));
    this.key = child("key", Conv2d.of(channels, reduced, 1).withBias().build(build));
    this.value = child("value", Conv2d.of(channels, channels, 1).withBias().build(build));
    this.mode = mode;
  }

  @Override
  public PairedMaps refine(PairedMaps maps) {
    NDArray ofDerm = SpatialAttention.map(query, key, maps.derm());
    NDArray ofClin = SpatialAttention.map(query, key, maps.clin());
    return switch (mode) {
      case CROSS -> refine(maps, ofClin, ofDerm);
      case SELF -> refine(maps, ofDerm, ofClin);
    };
  }

  private PairedMaps refine(PairedMaps maps, NDArray forDerm, NDArray forClin) {
    return new PairedMaps(
        SpatialAttention.refine(maps.derm(), value, forDerm),
        SpatialAttention.refine(maps.clin(), value, forClin));
  }
}
