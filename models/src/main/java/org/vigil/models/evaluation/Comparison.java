package org.vigil.models.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.vigil.models.metric.DeLong;
import org.vigil.models.metric.Interval;

/**
 * Whether a model differs from another on the same cases.
 *
 * @param other the other model
 * @param aucDifferences this minus the other by finding, with DeLong's 95% interval
 * @param aucPValues two-sided, by finding
 * @param onlyThisRight cases that only this model answers rightly
 * @param onlyOtherRight cases that only the other one does
 * @param mcNemarPValue exact, two-sided: as far apart as these two numbers or further by chance
 */
public record Comparison(
    String other,
    Map<String, Interval> aucDifferences,
    Map<String, Double> aucPValues,
    long onlyThisRight,
    long onlyOtherRight,
    double mcNemarPValue) {

  /**
   * @param thresholds one per output, for both, where outputs are independent
   * @param others thresholds of the other model
   */
  static Comparison of(
      String name, ScoredCases cases, double[] thresholds, ScoredCases other, double[] others) {
    List<String> outputs = cases.outputs();
    if (!outputs.equals(other.outputs()) || cases.size() != other.size()) {
      throw new IllegalArgumentException(
          "%s scores %s of %d cases, this one %s of %d"
              .formatted(name, other.outputs(), other.size(), outputs, cases.size()));
    }
    Map<String, Interval> differences = new LinkedHashMap<>();
    Map<String, Double> chances = new LinkedHashMap<>();
    for (int i = 0; i < outputs.size(); i++) {
      boolean[] present = cases.present(i);
      long positives = IntStream.range(0, present.length).filter(c -> present[c]).count();
      if (positives > 1 && present.length - positives > 1) {
        Interval difference = DeLong.difference(cases.scores(i), other.scores(i), present);
        differences.put(outputs.get(i), difference);
        chances.put(outputs.get(i), PairedTests.ofInterval(difference));
      }
    }
    boolean[] ours = right(cases, thresholds);
    boolean[] theirs = right(other, others);
    long oursAlone = IntStream.range(0, ours.length).filter(i -> ours[i] && !theirs[i]).count();
    long theirsAlone = IntStream.range(0, ours.length).filter(i -> !ours[i] && theirs[i]).count();
    return new Comparison(
        name,
        differences,
        chances,
        oursAlone,
        theirsAlone,
        PairedTests.mcNemar(oursAlone, theirsAlone));
  }

  /** Exclusive: the largest score is the class. Independent: every finding is answered rightly. */
  private static boolean[] right(ScoredCases cases, double[] thresholds) {
    boolean[] right = new boolean[cases.size()];
    for (int i = 0; i < right.length; i++) {
      double[] row = cases.scores()[i];
      boolean[] truth = cases.present()[i];
      right[i] =
          cases.kind() == ScoredCases.Kind.EXCLUSIVE
              ? truth[largest(row)]
              : IntStream.range(0, row.length).allMatch(o -> row[o] >= thresholds[o] == truth[o]);
    }
    return right;
  }

  private static int largest(double[] row) {
    int largest = 0;
    for (int i = 1; i < row.length; i++) {
      largest = row[i] > row[largest] ? i : largest;
    }
    return largest;
  }
}
