package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.LayerNorm;
import org.vigil.models.nn.Module;

/**
 * The MMAEF layer as the paper's Eq. 1-5 print it: label embeddings attend to each other, ask the
 * image's tokens, pass the MSS block and the feed-forward net. One vector per label comes out, so
 * it cannot feed {@link TokensToMaps}, which needs one token per position.
 */
public final class LabelMmaef extends Module {
  private final LayerNorm ln1;
  private final LayerNorm ln2;
  private final LayerNorm ln3;
  private final LayerNorm ln4;
  private final Attention attn;
  private final CrossAttention cross;
  private final Attention attn2;
  private final FeedForward ffn;

  public LabelMmaef(Build build, CTransCnnConfiguration.Tokens tokens) {
    int width = tokens.width();
    ln1 = child("ln1", new LayerNorm(build, width, Mmaef.EPS));
    ln2 = child("ln2", new LayerNorm(build, width, Mmaef.EPS));
    ln3 = child("ln3", new LayerNorm(build, width, Mmaef.EPS));
    ln4 = child("ln4", new LayerNorm(build, width, Mmaef.EPS));
    attn = child("attn", new Attention(build, width, tokens.heads(), tokens.squashFirst()));
    cross = child("cross", new CrossAttention(build, width, tokens.heads()));
    attn2 = child("attn2", new Attention(build, width, tokens.heads(), true));
    ffn = child("ffn", new FeedForward(build, width, tokens.ratio()));
  }

  /**
   * @param labels [batch, labels, dim]
   * @param tokens [batch, tokens, dim]
   * @return of the labels' shape
   */
  public NDArray forward(NDArray labels, NDArray tokens) {
    NDArray x = labels.add(attn.forward(ln1.forward(labels)));
    x = x.add(cross.forward(ln2.forward(x), tokens));
    x = x.add(attn2.forward(ln3.forward(x)));
    return x.add(ffn.forward(ln4.forward(x)));
  }
}
