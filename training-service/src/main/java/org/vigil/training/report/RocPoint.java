package org.vigil.training.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A point of a receiver operating characteristic.
 *
 * @param falsePositives share of those without the finding that are reported
 * @param sensitivity share of those with it
 */
public record RocPoint(double falsePositives, double sensitivity) {
  private static final int MOST = 200; // more than a screen shows

  /**
   * All thresholds from the strictest to the laxest; equal scores are one step. Empty unless there
   * are cases of both kinds; thinned to {@value #MOST} points.
   */
  static List<RocPoint> curve(double[] scores, boolean[] present) {
    int positives = (int) IntStream.range(0, present.length).filter(i -> present[i]).count();
    int negatives = present.length - positives;
    if (positives == 0 || negatives == 0) {
      return List.of();
    }
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<RocPoint> points = new ArrayList<>(List.of(new RocPoint(0, 0)));
    int found = 0;
    int wrong = 0;
    for (int i = 0; i < order.length; i++) {
      found += present[order[i]] ? 1 : 0;
      wrong += present[order[i]] ? 0 : 1;
      boolean tied = i + 1 < order.length && scores[order[i + 1]] == scores[order[i]];
      if (!tied) {
        points.add(new RocPoint((double) wrong / negatives, (double) found / positives));
      }
    }
    return thinned(points);
  }

  /** Every so manieth point, the first and the last among them. */
  private static List<RocPoint> thinned(List<RocPoint> points) {
    int last = points.size() - 1;
    int count = Math.min(points.size(), MOST);
    return IntStream.range(0, count)
        .mapToObj(i -> points.get((int) Math.round((double) i * last / (count - 1))))
        .toList();
  }
}
