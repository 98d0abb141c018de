package org.vigil.models.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Checks, orders and means that the metrics share. */
final class Scores {
  private Scores() {}

  /**
   * @throws IllegalArgumentException for a NaN, or unless there is one score per case
   */
  static void require(double[] scores, int cases) {
    if (scores.length != cases) {
      throw new IllegalArgumentException(scores.length + " scores for " + cases + " cases");
    }
    for (double score : scores) {
      if (Double.isNaN(score)) {
        throw new IllegalArgumentException("a score is not a number");
      }
    }
  }

  /** Indices by descending score; ties keep their order. */
  static int[] descending(double[] scores) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -scores[i]));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  /** The scores of those cases whose flag is {@code wanted}, ascending. */
  static double[] sorted(double[] scores, boolean[] flags, boolean wanted) {
    double[] chosen = new double[scores.length];
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      if (flags[i] == wanted) {
        chosen[count++] = scores[i] + 0.0; // -0.0 and 0.0 tie
      }
    }
    double[] sorted = Arrays.copyOf(chosen, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The mean of those that are defined; empty where none is. */
  static OptionalDouble meanOfDefined(Stream<OptionalDouble> values) {
    return values
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .average();
  }

  /** 2ab / (a + b), 0 for 0 and 0. */
  static double harmonic(double a, double b) {
    return a + b > 0 ? 2 * a * b / (a + b) : 0;
  }

  /** Empty where the divisor is 0. */
  static OptionalDouble ratio(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
