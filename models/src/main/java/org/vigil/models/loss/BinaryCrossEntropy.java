package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;

/**
 * Binary cross-entropy with logits, mean over labels and rows:
 *
 * <pre>max(f, 0) - f y + log(1 + e^-|f|)</pre>
 */
public final class BinaryCrossEntropy implements Loss {
  @Override
  public NDArray of(NDArray logits, NDArray targets) {
    NDArray log = logits.abs().neg().exp().add(1).log();
    return logits.maximum(0).sub(logits.mul(targets)).add(log).mean();
  }
}
