package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.LayerNorm;
import org.vigil.models.nn.StochasticDepth;

/**
 * A layer of the token branch (CTransCNN, Eq. 1-5): self-attention, the MSS block and a
 * feed-forward net, each on normalised tokens and added to them. [batch, tokens, dim] to the same.
 * The ablation leaves one attention out, or the sigmoid of the last.
 */
public final class Mmaef extends Layer {
  static final double EPS = 1e-6;

  private final List<Layer> branches = new ArrayList<>();
  private final List<LayerNorm> norms = new ArrayList<>();
  private final StochasticDepth depth;

  /** Of the full network, without stochastic depth. */
  public Mmaef(Build build, CTransCnnConfiguration.Tokens tokens) {
    this(build, tokens, Ablation.NOTHING, 0);
  }

  /**
   * @param skipped share of a batch that leaves a branch out in training
   */
  Mmaef(Build build, CTransCnnConfiguration.Tokens tokens, Ablation ablation, double skipped) {
    int width = tokens.width();
    int heads = tokens.heads();
    boolean last = !ablation.mmaef() && ablation.mss(); // the only attention is the MSS block
    int attentions = ablation.mmaef() ? 2 : 1;
    for (int i = 1; i <= attentions + 1; i++) {
      norms.add(child("ln" + i, new LayerNorm(build, width, EPS)));
    }
    branches.add(child("attn", new Attention(build, width, heads, tokens.squashFirst() || last)));
    if (ablation.mmaef()) {
      branches.add(child("attn2", new Attention(build, width, heads, ablation.mss())));
    }
    branches.add(child("ffn", new FeedForward(build, width, tokens.ratio())));
    depth = child("drop_path", new StochasticDepth(skipped));
  }

  @Override
  public NDArray forward(NDArray tokens) {
    NDArray x = tokens;
    for (int i = 0; i < branches.size(); i++) {
      x = x.add(depth.forward(branches.get(i).forward(norms.get(i).forward(x))));
    }
    return x;
  }
}
