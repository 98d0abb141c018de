package org.vigil.models.loss;

/**
 * Weights of two losses whose combined gradient is the shortest there is (min-norm; Désidéri 2012,
 * Sener and Koltun 2018; CTransCNN, Eq. 18): moving against it makes neither loss worse.
 *
 * @param first 0 to 1
 * @param second 1 - first
 */
public record ParetoWeights(double first, double second) {

  /**
   * argmin over w in [0, 1] of |w g1 + (1-w) g2|: w = (g2 - g1) g2 / |g1 - g2|^2, clamped; one half
   * where the gradients are equal.
   */
  public static ParetoWeights of(double[] g1, double[] g2) {
    if (g1.length != g2.length) {
      throw new IllegalArgumentException(
          "gradients of " + g1.length + " and " + g2.length + " numbers");
    }
    double projection = 0;
    double distance = 0;
    for (int i = 0; i < g1.length; i++) {
      double difference = g2[i] - g1[i];
      projection += difference * g2[i];
      distance += difference * difference;
    }
    double weight = distance > 0 ? Math.clamp(projection / distance, 0, 1) : 0.5;
    return new ParetoWeights(weight, 1 - weight);
  }

  /** first g1 + second g2. */
  public double[] direction(double[] g1, double[] g2) {
    double[] direction = new double[g1.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = first * g1[i] + second * g2[i];
    }
    return direction;
  }
}
