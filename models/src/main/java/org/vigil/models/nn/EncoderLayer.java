package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * A pre-norm layer of a Vision Transformer (Dosovitskiy et al. 2021, arXiv 2010.11929, Eq. 2-3)
 * with torchvision's parameter names: [batch, tokens, width] to the same.
 */
public final class EncoderLayer extends Layer {
  public static final double NORM_EPS = 1e-6;

  private final LayerNorm ln1;
  private final MultiHeadAttention attention;
  private final Dropout dropout;
  private final LayerNorm ln2;
  private final Sequential mlp;

  /**
   * @param hidden width of the MLP's hidden layer
   * @param rate of dropout behind attention and within the MLP
   */
  public EncoderLayer(Build build, int width, int heads, int hidden, double rate) {
    this.ln1 = child("ln_1", new LayerNorm(build, width, NORM_EPS));
    this.attention = child("self_attention", new MultiHeadAttention(build, width, heads));
    this.dropout = child("dropout", new Dropout(rate));
    this.ln2 = child("ln_2", new LayerNorm(build, width, NORM_EPS));
    this.mlp =
        child(
            "mlp",
            new Sequential()
                .add(new Linear(build, width, hidden))
                .then(NonLinearity.GELU::of)
                .add(new Dropout(rate))
                .add(new Linear(build, hidden, width))
                .add(new Dropout(rate)));
  }

  /** How much each token reads of each: [batch, heads, tokens, tokens], rows sum to 1. */
  public NDArray attention(NDArray x) {
    return attention.attention(ln1.forward(x));
  }

  /**
   * The attention of several layers, first layer first.
   *
   * @param layers encoder layers alone
   * @param tokens what the first layer reads, [batch, tokens, width]
   */
  public static List<NDArray> attention(Sequential layers, NDArray tokens) {
    List<NDArray> attention = new ArrayList<>();
    NDArray x = tokens;
    for (Layer step : layers.steps()) {
      attention.add(((EncoderLayer) step).attention(x));
      x = step.forward(x);
    }
    return attention;
  }

  @Override
  public NDArray forward(NDArray x) {
    return Intermediates.freedAfter(
        () -> {
          NDArray y = x.add(dropout.forward(attention.forward(ln1.forward(x))));
          return y.add(mlp.forward(ln2.forward(y)));
        });
  }
}
