package org.vigil.models.metric;

import java.util.Arrays;

/**
 * The variance of an AUC without resampling, and whether two models differ on the same cases
 * (DeLong et al. 1988, in the fast form of Sun and Xu 2014: time n log n).
 */
public final class DeLong {
  private static final double Z95 = 1.959963984540054;

  private DeLong() {}

  /**
   * The AUC with its 95% interval (normal approximation, cut at 0 and 1).
   *
   * @throws IllegalArgumentException with fewer than two positives or two negatives
   */
  public static Interval interval(double[] scores, boolean[] positive) {
    Placements placements = Placements.of(scores, positive);
    double half = Z95 * Math.sqrt(placements.covariance(placements));
    double auc = placements.auc();
    return new Interval(auc, Math.max(0, auc - half), Math.min(1, auc + half));
  }

  /**
   * The difference of two models' AUCs on the same cases, first minus second, with its 95%
   * interval.
   *
   * @throws IllegalArgumentException with fewer than two positives or two negatives
   */
  public static Interval difference(double[] first, double[] second, boolean[] positive) {
    Placements one = Placements.of(first, positive);
    Placements other = Placements.of(second, positive);
    double variance = one.covariance(one) + other.covariance(other) - 2 * one.covariance(other);
    double half = Z95 * Math.sqrt(Math.max(0, variance));
    double difference = one.auc() - other.auc();
    return new Interval(difference, difference - half, difference + half);
  }

  /**
   * For each positive the share of the negatives below it, for each negative the share of the
   * positives above it, ties counting one half; in the cases' order.
   */
  private record Placements(double[] ofPositives, double[] ofNegatives) {

    static Placements of(double[] scores, boolean[] positive) {
      Scores.require(scores, positive.length);
      double[] positives = Scores.sorted(scores, positive, true);
      double[] negatives = Scores.sorted(scores, positive, false);
      if (positives.length < 2 || negatives.length < 2) {
        throw new IllegalArgumentException(
            positives.length + " positives and " + negatives.length + " negatives; needs two each");
      }
      double[] ofPositives = new double[positives.length];
      double[] ofNegatives = new double[negatives.length];
      int p = 0;
      int n = 0;
      for (int i = 0; i < scores.length; i++) {
        if (positive[i]) {
          ofPositives[p++] = shareBelow(negatives, scores[i]);
        } else {
          ofNegatives[n++] = 1 - shareBelow(positives, scores[i]);
        }
      }
      return new Placements(ofPositives, ofNegatives);
    }

    double auc() {
      return Arrays.stream(ofPositives).average().orElseThrow();
    }

    double covariance(Placements other) {
      return covariance(ofPositives, other.ofPositives) / ofPositives.length
          + covariance(ofNegatives, other.ofNegatives) / ofNegatives.length;
    }

    private static double covariance(double[] a, double[] b) {
      double meanA = Arrays.stream(a).average().orElseThrow();
      double meanB = Arrays.stream(b).average().orElseThrow();
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += (a[i] - meanA) * (b[i] - meanB);
      }
      return sum / (a.length - 1);
    }

    private static double shareBelow(double[] sorted, double score) {
      int below = firstNotBelow(sorted, score);
      int upTo = firstNotBelow(sorted, Math.nextUp(score));
      return (below + upTo) / 2.0 / sorted.length;
    }

    private static int firstNotBelow(double[] sorted, double score) {
      int low = 0;
      int high = sorted.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (sorted[middle] < score) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}
