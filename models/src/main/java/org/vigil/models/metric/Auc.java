package org.vigil.models.metric;

import java.util.OptionalDouble;

/**
 * Area under the ROC curve, exact with ties: the probability that a positive scores above a
 * negative, ties counting one half (Mann-Whitney).
 */
public final class Auc {
  private Auc() {}

  /**
   * Empty without both a positive and a negative.
   *
   * @throws IllegalArgumentException if a score is not a number
   */
  public static OptionalDouble of(double[] scores, boolean[] positive) {
    Scores.require(scores, positive.length);
    double[] positives = Scores.sorted(scores, positive, true);
    double[] negatives = Scores.sorted(scores, positive, false);
    if (positives.length == 0 || negatives.length == 0) {
      return OptionalDouble.empty();
    }
    long halves = halfWins(positives, negatives);
    return OptionalDouble.of(halves / 2.0 / ((double) positives.length * negatives.length));
  }

  /** Twice the number of pairs that the positive wins, ties counting one; both ascending. */
  private static long halfWins(double[] positives, double[] negatives) {
    long halves = 0;
    int below = 0;
    int upTo = 0;
    for (double score : positives) {
      while (below < negatives.length && negatives[below] < score) {
        below++;
      }
      upTo = Math.max(upTo, below);
      while (upTo < negatives.length && negatives[upTo] == score) {
        upTo++;
      }
      halves += below + upTo;
    }
    return halves;
  }
}
