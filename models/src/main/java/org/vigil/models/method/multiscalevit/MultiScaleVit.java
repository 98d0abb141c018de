package org.vigil.models.method.multiscalevit;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.EncoderLayer;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.LayerNorm;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Scalar;
import org.vigil.models.nn.Sequential;

/**
 * ViT on the patches of all scales with an embedding head and a class head (Alqahtani et al. 2025,
 * section 3.1): [batch, 3, h, w] of any size to labels and vectors. Not thread-safe.
 */
public final class MultiScaleVit extends Layer {
  private static final double SMALLEST = 1e-12;

  private final MultiScaleTokens tokens;
  private final Sequential layers = new Sequential();
  private final LayerNorm ln;
  private final Linear embedding;
  private final Linear classifier;

  public MultiScaleVit(Build build, MultiScaleVitConfiguration configuration) {
    MultiScaleVitConfiguration.Encoder encoder = configuration.encoder();
    int patch = configuration.patch();
    tokens = child("tokens", new MultiScaleTokens(build, encoder.width(), patch));
    for (int i = 0; i < encoder.depth(); i++) {
      layers.add(
          new EncoderLayer(
              build, encoder.width(), encoder.heads(), encoder.hidden(), encoder.dropout()));
    }
    child("layers", layers);
    ln = child("ln", new LayerNorm(build, encoder.width(), EncoderLayer.NORM_EPS));
    embedding = child("embedding", new Linear(build, encoder.width(), configuration.embedding()));
    classifier =
        child("classifier", new Linear(build, configuration.embedding(), configuration.classes()));
  }

  /**
   * @param logits [batch, classes]
   * @param embedding of length 1, for the metric losses and retrieval, [batch, embedding]
   */
  public record Outputs(NDArray logits, NDArray embedding) {}

  /** Both heads; the classifier reads the embedding before it is brought to length 1. */
  public Outputs outputs(NDArray x) {
    NDArray encoded = ln.forward(layers.forward(tokens.forward(x)));
    NDArray vector = embedding.forward(encoded.get(":, 0"));
    NDArray length = Scalar.atLeast(vector.mul(vector).sum(new int[] {1}, true), SMALLEST).sqrt();
    return new Outputs(classifier.forward(vector), vector.div(length));
  }

  /**
   * Every layer's attention, first layer first, [batch, heads, tokens, tokens]: the class token,
   * then the patches of the largest scale row by row, then those of the smaller ones.
   */
  public List<NDArray> attention(NDArray x) {
    return EncoderLayer.attention(layers, tokens.forward(x));
  }

  /** Logits, [batch, classes]. */
  @Override
  public NDArray forward(NDArray x) {
    return outputs(x).logits();
  }
}
