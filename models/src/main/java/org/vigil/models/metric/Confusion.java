package org.vigil.models.metric;

import java.util.OptionalDouble;

/**
 * How often a yes-or-no answer was right and wrong.
 *
 * @param truePositives present and reported
 * @param falsePositives absent and reported
 * @param falseNegatives present and missed
 * @param trueNegatives absent and not reported
 */
public record Confusion(
    long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

  /** Reported means a score of at least {@code threshold}. */
  public static Confusion at(double threshold, double[] scores, boolean[] positive) {
    Scores.require(scores, positive.length);
    boolean[] reported = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      reported[i] = scores[i] >= threshold;
    }
    return of(reported, positive);
  }

  public static Confusion of(boolean[] reported, boolean[] positive) {
    long[] counts = new long[4];
    for (int i = 0; i < positive.length; i++) {
      counts[(positive[i] ? 2 : 0) + (reported[i] ? 1 : 0)]++;
    }
    return new Confusion(counts[3], counts[1], counts[2], counts[0]);
  }

  public Confusion plus(Confusion other) {
    return new Confusion(
        truePositives + other.truePositives,
        falsePositives + other.falsePositives,
        falseNegatives + other.falseNegatives,
        trueNegatives + other.trueNegatives);
  }

  /** Cases counted. */
  public long total() {
    return truePositives + falsePositives + falseNegatives + trueNegatives;
  }

  /** Share of the present that was reported; empty if nothing was present. */
  public OptionalDouble sensitivity() {
    return Scores.ratio(truePositives, truePositives + falseNegatives);
  }

  /** Share of the absent that was not reported; empty if nothing was absent. */
  public OptionalDouble specificity() {
    return Scores.ratio(trueNegatives, trueNegatives + falsePositives);
  }

  /** Share of the reported that was present; empty if nothing was reported. */
  public OptionalDouble positivePredictiveValue() {
    return Scores.ratio(truePositives, truePositives + falsePositives);
  }

  /** Share of the unreported that was absent; empty if everything was reported. */
  public OptionalDouble negativePredictiveValue() {
    return Scores.ratio(trueNegatives, trueNegatives + falseNegatives);
  }

  /** {@link #positivePredictiveValue} with 0 for undefined, as F1 and its means take it. */
  public double precision() {
    return positivePredictiveValue().orElse(0);
  }

  /** {@link #sensitivity} with 0 for undefined, as F1 and its means take it. */
  public double recall() {
    return sensitivity().orElse(0);
  }

  /** 2 tp / (2 tp + fp + fn), 0 for undefined. */
  public double f1() {
    return Scores.ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives)
        .orElse(0);
  }
}
