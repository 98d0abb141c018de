package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.LayerNorm;
import org.vigil.models.nn.Module;

/**
 * A layer of the token branch (CTransCNN, Eq. 1-5): self-attention, the MSS block and a
 * feed-forward net, each on normalised tokens and added to them. [batch, tokens, dim] to the same.
 */
public final class Mmaef extends Module {
  static final double EPS = 1e-6;

  private final LayerNorm ln1;
  private final LayerNorm ln2;
  private final LayerNorm ln3;
  private final Attention attn;
  private final Attention attn2;
  private final FeedForward ffn;
  private final StochasticDepth depth;

  public Mmaef(Build build, CTransCnnConfiguration.Tokens tokens) {
    this(build, tokens, 0);
  }

  /**
   * @param skipped share of a batch that leaves a branch out in training
   */
  Mmaef(Build build, CTransCnnConfiguration.Tokens tokens, double skipped) {
    int width = tokens.width();
    ln1 = child("ln1", new LayerNorm(build, width, EPS));
    ln2 = child("ln2", new LayerNorm(build, width, EPS));
    ln3 = child("ln3", new LayerNorm(build, width, EPS));
    attn = child("attn", new Attention(build, width, tokens.heads(), tokens.squashFirst()));
    attn2 = child("attn2", new Attention(build, width, tokens.heads(), true));
    ffn = child("ffn", new FeedForward(build, width, tokens.ratio()));
    depth = child("drop_path", new StochasticDepth(skipped));
  }

  @Override
  public NDArray forward(NDArray tokens) {
    NDArray x = tokens.add(depth.forward(attn.forward(ln1.forward(tokens))));
    x = x.add(depth.forward(attn2.forward(ln2.forward(x))));
    return x.add(depth.forward(ffn.forward(ln3.forward(x))));
  }
}
