package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Sequential;

/** Two linear maps with GELU between, [batch, tokens, dim] to the same (CTransCNN, Eq. 5). */
final class FeedForward extends Layer {
  private final Linear first;
  private final Linear second;

  FeedForward(Build build, int width, int ratio) {
    first = new Linear(build, width, ratio * width);
    second = new Linear(build, ratio * width, width);
    child("layers", new Sequential().add(new Sequential().add(first)).add(second));
  }

  @Override
  public NDArray forward(NDArray x) {
    return second.forward(Activation.gelu(first.forward(x)));
  }
}
