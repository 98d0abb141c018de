package org.vigil.models.metric;

/** Scores that are best for whoever states the true probabilities. */
public final class ProperScores {
  private ProperScores() {}

  /** Brier score of a finding: mean of (p - y)^2. */
  public static double brier(double[] probabilities, boolean[] present) {
    Scores.require(probabilities, present.length);
    double sum = 0;
    for (int i = 0; i < present.length; i++) {
      double error = probabilities[i] - (present[i] ? 1 : 0);
      sum += error * error;
    }
    return sum / present.length;
  }

  /**
   * Brier score of a class among several: mean over the cases of the sum over the classes.
   *
   * @param probabilities [case][class]
   */
  public static double brier(double[][] probabilities, int[] labels) {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      Scores.require(probabilities[i], probabilities[i].length);
      for (int k = 0; k < probabilities[i].length; k++) {
        double error = probabilities[i][k] - (labels[i] == k ? 1 : 0);
        sum += error * error;
      }
    }
    return sum / labels.length;
  }

  /**
   * Negative log-likelihood: mean of -log of the true class's probability; infinite where one of
   * them is 0.
   *
   * @param probabilities [case][class]
   */
  public static double negativeLogLikelihood(double[][] probabilities, int[] labels) {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      Scores.require(probabilities[i], probabilities[i].length);
      sum -= Math.log(probabilities[i][labels[i]]);
    }
    return sum / labels.length;
  }
}
