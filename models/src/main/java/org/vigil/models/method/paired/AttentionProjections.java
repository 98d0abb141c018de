package org.vigil.models.method.paired;

import ai.djl.ndarray.NDArray;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.Layer;

/** Query, key and value of one set of feature maps; 1 x 1 convolutions. */
public final class AttentionProjections extends Layer {
  private final Conv2d query;
  private final Conv2d key;
  private final Conv2d value;

  public AttentionProjections(Build build, int channels) {
    int reduced = channels / SpatialAttention.REDUCTION;
    this.query = child("query", Conv2d.of(channels, reduced, 1).withBias().build(build));
    this.key = child("key", Conv2d.of(channels, reduced, 1).withBias().build(build));
    this.value = child("value", Conv2d.of(channels, channels, 1).withBias().build(build));
  }

  /** Where the positions of these maps look, [batch, h w, h w]. */
  public NDArray map(NDArray maps) {
    return SpatialAttention.map(query, key, maps);
  }

  /** Maps refined by another's attention. */
  public NDArray refine(NDArray maps, NDArray attention) {
    return SpatialAttention.refine(maps, value, attention);
  }

  /** Maps refined by their own attention. */
  @Override
  public NDArray forward(NDArray maps) {
    return refine(maps, map(maps));
  }
}
