package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Scalar;

/**
 * Multi-head self-attention over tokens, [batch, tokens, width] to the same; with the squash it is
 * the paper's MSS block (CTransCNN, Eq. 3): softmax(sigmoid(q k / sqrt(d_k))) v, in which no token
 * can drown the others.
 */
public final class Attention extends Layer {
  private final Linear qkv;
  private final Linear proj;
  private final int heads;
  private final boolean squashed;

  /**
   * @param squashed a sigmoid in front of the softmax
   */
  public Attention(Build build, int width, int heads, boolean squashed) {
    this.qkv = child("qkv", new Linear(build, width, 3 * width));
    this.proj = child("proj", new Linear(build, width, width));
    this.heads = heads;
    this.squashed = squashed;
  }

  @Override
  public NDArray forward(NDArray tokens) {
    Shape shape = tokens.getShape();
    long batch = shape.get(0);
    long count = shape.get(1);
    long depth = shape.get(2) / heads;
    NDArray parts =
        qkv.forward(tokens).reshape(batch, count, 3, heads, depth).transpose(2, 0, 3, 1, 4);
    NDArray mixed = mix(parts.get(0), parts.get(1), parts.get(2), squashed);
    return proj.forward(mixed.transpose(0, 2, 1, 3).reshape(shape));
  }

  /** q, k, v of [batch, heads, tokens, depth] to the weighted values, of q's shape. */
  static NDArray mix(NDArray q, NDArray k, NDArray v, boolean squashed) {
    double scale = 1 / Math.sqrt(q.getShape().get(3));
    NDArray scores = Scalar.mul(q.matMul(k.transpose(0, 1, 3, 2)), scale); // [batch, heads, q, k]
    NDArray bounded = squashed ? Activation.sigmoid(scores) : scores;
    return bounded.softmax(-1).matMul(v);
  }
}
