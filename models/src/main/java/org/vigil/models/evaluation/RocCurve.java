package org.vigil.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The ROC curve of a finding, thinned to what a page can show. */
final class RocCurve {
  private static final int SHOWN = 200; // points

  private RocCurve() {}

  /** From (0, 0) to (1, 1); empty without both a positive and a negative. */
  static List<FindingReport.RocPoint> of(double[] scores, boolean[] present) {
    long positives = IntStream.range(0, present.length).filter(i -> present[i]).count();
    long negatives = present.length - positives;
    if (positives == 0 || negatives == 0) {
      return List.of();
    }
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -scores[i]));
    List<FindingReport.RocPoint> points = new ArrayList<>();
    points.add(new FindingReport.RocPoint(0, 0));
    long hits = 0;
    for (int i = 0; i < order.length; i++) {
      hits += present[order[i]] ? 1 : 0;
      boolean tied = i + 1 < order.length && scores[order[i]] == scores[order[i + 1]];
      if (!tied) {
        points.add(
            new FindingReport.RocPoint(
                (double) (i + 1 - hits) / negatives, (double) hits / positives));
      }
    }
    return thinned(points);
  }

  private static List<FindingReport.RocPoint> thinned(List<FindingReport.RocPoint> points) {
    if (points.size() <= SHOWN) {
      return points;
    }
    return IntStream.range(0, SHOWN)
        .mapToObj(i -> points.get((int) ((long) i * (points.size() - 1) / (SHOWN - 1))))
        .toList();
  }
}
