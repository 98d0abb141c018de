package org.vigil.models.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Whether probabilities mean what they say: cases in equal bins of confidence, and how often each
 * bin is right.
 *
 * @param bins from confidence 0 to 1
 */
public record Reliability(List<Bin> bins) {
  /** Bins as published: 15. */
  public static final int BINS = 15;

  /**
   * @param count cases
   * @param confidence their mean; empty without a case
   * @param accuracy share of them that is right; empty without a case
   */
  public record Bin(long count, OptionalDouble confidence, OptionalDouble accuracy) {}

  /**
   * Of a finding: confidence is its probability, right means that it is present.
   *
   * @throws IllegalArgumentException if there is no case or a probability is not of 0 to 1
   */
  public static Reliability ofFinding(double[] probabilities, boolean[] present) {
    long[] counts = new long[BINS];
    long[] right = new long[BINS];
    double[] sums = new double[BINS];
    for (int i = 0; i < probabilities.length; i++) {
      int bin = bin(probabilities[i]);
      counts[bin]++;
      right[bin] += present[i] ? 1 : 0;
      sums[bin] += probabilities[i];
    }
    if (probabilities.length == 0 || probabilities.length != present.length) {
      throw new IllegalArgumentException(
          probabilities.length + " probabilities, labels of " + present.length + " cases");
    }
    List<Bin> bins = new ArrayList<>(BINS);
    for (int bin = 0; bin < BINS; bin++) {
      OptionalDouble confidence =
          counts[bin] == 0 ? OptionalDouble.empty() : OptionalDouble.of(sums[bin] / counts[bin]);
      bins.add(new Bin(counts[bin], confidence, Scores.ratio(right[bin], counts[bin])));
    }
    return new Reliability(List.copyOf(bins));
  }

  /**
   * Of a class among several: confidence is the largest probability, right means that it is the
   * class.
   *
   * @param probabilities [case][class]
   */
  public static Reliability ofClasses(double[][] probabilities, int[] labels) {
    double[] confidences = new double[probabilities.length];
    boolean[] right = new boolean[labels.length];
    for (int i = 0; i < probabilities.length; i++) {
      int answer = Columns.largest(probabilities[i]);
      confidences[i] = probabilities[i][answer];
      right[i] = answer == labels[i];
    }
    return ofFinding(confidences, right);
  }

  /** Expected calibration error: mean distance of accuracy and confidence, weighted by cases. */
  public double expectedCalibrationError() {
    double sum = 0;
    long total = 0;
    for (Bin bin : bins) {
      sum += bin.count() * Math.abs(bin.accuracy().orElse(0) - bin.confidence().orElse(0));
      total += bin.count();
    }
    return sum / total;
  }

  /** clamp(ceil(15 p) - 1, 0, 14): a bin holds its upper bound. */
  private static int bin(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability of " + probability);
    }
    return Math.clamp((int) Math.ceil(BINS * probability) - 1, 0, BINS - 1);
  }
}
