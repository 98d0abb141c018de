package org.vigil.models.scoring;

import java.util.Arrays;

/** From logits to probabilities, without overflow. */
public final class Probabilities {
  private Probabilities() {}

  /** exp(x_i) / sum_j exp(x_j). */
  public static double[] softmax(double[] logits) {
    double max = Arrays.stream(logits).max().orElse(0);
    double[] values = Arrays.stream(logits).map(x -> Math.exp(x - max)).toArray();
    double sum = Arrays.stream(values).sum();
    return Arrays.stream(values).map(x -> x / sum).toArray();
  }

  /** 1 / (1 + exp(-x)), each by itself. */
  public static double[] sigmoid(double[] logits) {
    return Arrays.stream(logits).map(x -> 1 / (1 + Math.exp(-x))).toArray();
  }
}
