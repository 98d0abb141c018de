package org.vigil.models.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a model said about cases, beside the truth.
 *
 * @param outputs names, in order
 * @param kind how the outputs hang together
 * @param scores probabilities, [case][output]
 * @param present the truth, [case][output]
 * @param strata what is known about each case by field, such as sex or age band
 */
public record ScoredCases(
    List<String> outputs,
    Kind kind,
    double[][] scores,
    boolean[][] present,
    List<Map<String, String>> strata) {

  /** How outputs hang together. */
  public enum Kind {
    /** Exactly one is present. */
    EXCLUSIVE,
    /** Any number is. */
    INDEPENDENT
  }

  /**
   * @throws IllegalArgumentException unless there is a row of everything for every case
   */
  public ScoredCases {
    outputs = List.copyOf(outputs);
    strata = List.copyOf(strata);
    int cases = scores.length;
    if (cases == 0 || present.length != cases || strata.size() != cases) {
      throw new IllegalArgumentException(
          "%d cases scored, %d known, %d described"
              .formatted(cases, present.length, strata.size()));
    }
    for (int i = 0; i < cases; i++) {
      if (scores[i].length != outputs.size() || present[i].length != outputs.size()) {
        throw new IllegalArgumentException("case " + i + " has not one score per output");
      }
    }
  }

  public int size() {
    return scores.length;
  }

  /** Scores of one output. */
  public double[] scores(int output) {
    return Arrays.stream(scores).mapToDouble(row -> row[output]).toArray();
  }

  /** The truth of one output. */
  public boolean[] present(int output) {
    boolean[] values = new boolean[present.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = present[i][output];
    }
    return values;
  }

  /** Index of the class of each case; for exclusive outputs. */
  public int[] labels() {
    return Arrays.stream(present)
        .mapToInt(row -> IntStream.range(0, row.length).filter(i -> row[i]).findFirst().orElse(-1))
        .toArray();
  }

  /** Some of the cases; one may be there several times. */
  public ScoredCases select(int[] chosen) {
    return new ScoredCases(
        outputs,
        kind,
        IntStream.of(chosen).mapToObj(i -> scores[i]).toArray(double[][]::new),
        IntStream.of(chosen).mapToObj(i -> present[i]).toArray(boolean[][]::new),
        IntStream.of(chosen).mapToObj(strata::get).toList());
  }

  /** The same cases with other scores. */
  public ScoredCases withScores(double[][] others) {
    return new ScoredCases(outputs, kind, others, present, strata);
  }
}
