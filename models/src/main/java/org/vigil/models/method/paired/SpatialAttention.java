package org.vigil.models.method.paired;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.vigil.models.nn.Conv2d;

/** Attention between the positions of feature maps, without scaling (Eq. 5.1). */
public final class SpatialAttention {
  /** Queries and keys have an eighth of the channels: the published counts say so, not the text. */
  public static final int REDUCTION = 8;

  private SpatialAttention() {}

  /**
   * Where each position looks: softmax over the keys of q k.
   *
   * @param maps [batch, channels, h, w]
   * @return [batch, h w (queries), h w (keys)]; rows sum to 1
   */
  public static NDArray map(Conv2d query, Conv2d key, NDArray maps) {
    NDArray q = flat(query.forward(maps)).transpose(0, 2, 1); // [batch, h w, channels / 8]
    NDArray k = flat(key.forward(maps)); // [batch, channels / 8, h w]
    return q.matMul(k).softmax(2);
  }

  /**
   * Maps plus their values, gathered from where an attention map looks.
   *
   * @param maps [batch, channels, h, w]
   * @param attention [batch, h w, h w]
   * @return of the shape of the maps
   */
  public static NDArray refine(NDArray maps, Conv2d value, NDArray attention) {
    NDArray values = flat(value.forward(maps)); // [batch, channels, h w]
    return maps.add(values.matMul(attention.transpose(0, 2, 1)).reshape(maps.getShape()));
  }

  private static NDArray flat(NDArray maps) {
    Shape shape = maps.getShape();
    return maps.reshape(shape.get(0), shape.get(1), -1);
  }
}
