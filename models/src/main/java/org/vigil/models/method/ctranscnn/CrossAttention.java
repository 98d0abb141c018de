package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Module;

/**
 * Label embeddings that ask the image's tokens (CTransCNN, Eq. 2): queries [batch, labels, dim].
 */
final class CrossAttention extends Module {
  private final Linear q;
  private final Linear kv;
  private final Linear proj;
  private final int heads;

  CrossAttention(Build build, int width, int heads) {
    this.q = child("q", new Linear(build, width, width));
    this.kv = child("kv", new Linear(build, width, 2 * width));
    this.proj = child("proj", new Linear(build, width, width));
    this.heads = heads;
  }

  /**
   * @param labels [batch, labels, dim]
   * @param tokens [batch, tokens, dim]
   * @return of the labels' shape
   */
  NDArray forward(NDArray labels, NDArray tokens) {
    Shape shape = labels.getShape();
    long batch = shape.get(0);
    long depth = shape.get(2) / heads;
    NDArray asked = q.forward(labels).reshape(batch, -1, heads, depth).transpose(0, 2, 1, 3);
    NDArray given = kv.forward(tokens).reshape(batch, -1, 2, heads, depth).transpose(2, 0, 3, 1, 4);
    NDArray mixed = Attention.mix(asked, given.get(0), given.get(1), false);
    return proj.forward(mixed.transpose(0, 2, 1, 3).reshape(shape));
  }
}
