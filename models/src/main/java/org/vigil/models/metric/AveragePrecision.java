package org.vigil.models.metric;

import java.util.OptionalDouble;

/** Area under the precision-recall curve, in the two forms that publications use. */
public final class AveragePrecision {
  private AveragePrecision() {}

  /**
   * Sum over the distinct thresholds of (growth of recall) times precision: cases of the same score
   * enter together. Empty without a positive.
   *
   * @throws IllegalArgumentException if a score is not a number
   */
  public static OptionalDouble grouped(double[] scores, boolean[] positive) {
    Scores.require(scores, positive.length);
    int[] order = Scores.descending(scores);
    long found = 0;
    double sum = 0;
    for (int start = 0; start < order.length; ) {
      int end = start;
      long before = found;
      while (end < order.length && scores[order[end]] == scores[order[start]]) {
        found += positive[order[end++]] ? 1 : 0;
      }
      sum += (found - before) * ((double) found / end);
      start = end;
    }
    return found == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / found);
  }

  /**
   * Mean over the positives of the precision at their rank, ties ranked in the order given (mAP as
   * in much multi-label code). Empty without a positive.
   *
   * @throws IllegalArgumentException if a score is not a number
   */
  public static OptionalDouble ranked(double[] scores, boolean[] positive) {
    Scores.require(scores, positive.length);
    int[] order = Scores.descending(scores);
    long found = 0;
    double sum = 0;
    for (int rank = 1; rank <= order.length; rank++) {
      if (positive[order[rank - 1]]) {
        sum += (double) ++found / rank;
      }
    }
    return found == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / found);
  }
}
