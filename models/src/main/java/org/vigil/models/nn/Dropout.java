package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;

/**
 * Sets a random share of values to 0 in training and enlarges the others; passes everything on in
 * evaluation. Draws from the engine's generator ({@code Engine.setRandomSeed}).
 */
public final class Dropout extends Layer {
  private final float rate;

  /**
   * @param rate share set to 0, from 0 to below 1
   */
  public Dropout(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout rate " + rate + " is not in [0, 1)");
    }
    this.rate = (float) rate;
  }

  @Override
  public NDArray forward(NDArray x) {
    return isTraining() && rate > 0
        ? ai.djl.nn.norm.Dropout.dropout(x, rate, true).singletonOrThrow()
        : x;
  }
}
