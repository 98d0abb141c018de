package org.vigil.models.fusion;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds how much to trust each branch by trying every candidate on validation cases (FusionM4Net,
 * algorithms 1 and 2). Of equally good ones the first stays.
 *
 * @param tasks what the columns mean
 */
public record WeightSearch(TaskColumns tasks) {

  /**
   * The best weights of three branches.
   *
   * @param dermoscopic weight
   * @param clinical weight
   * @param fusion weight; the three sum to 1
   * @param correct right answers over all cases and tasks
   * @param accuracy the same as a share
   * @param tried candidates that were tried
   */
  public record Branches(
      double dermoscopic, double clinical, double fusion, int correct, double accuracy, int tried) {

    /** The fused probabilities: P1. */
    public double[][] fuse(double[][] derm, double[][] clin, double[][] fused) {
      return new BranchAverage(dermoscopic, clinical, fusion).of(derm, clin, fused);
    }
  }

  /**
   * The best weights of two predictions.
   *
   * @param first W1
   * @param second 1 - W1
   * @param correct right answers over all cases and tasks
   * @param accuracy the same as a share
   * @param perCandidate right answers of each candidate, in order
   */
  public record Stages(
      double first, double second, int correct, double accuracy, int[] perCandidate) {

    /** The fused probabilities: P3. */
    public double[][] fuse(double[][] p1, double[][] p2) {
      return new BranchAverage(first, second).of(p1, p2);
    }
  }

  /** The candidates of algorithm 1: 50 from 0.05 to 1 (the public implementation's range). */
  public static double[] branchCandidates() {
    return equallySpaced(50, 0.05, 1);
  }

  /** The candidates of algorithm 2: 100 from 0 to 1. */
  public static double[] stageCandidates() {
    return equallySpaced(100, 0, 1);
  }

  /** As NumPy's linspace, both ends included. */
  public static double[] equallySpaced(int count, double from, double to) {
    double step = (to - from) / (count - 1);
    return IntStream.range(0, count)
        .mapToDouble(i -> i == count - 1 ? to : from + i * step)
        .toArray();
  }

  /**
   * Fusion scheme 1: all triples of candidates in the order dermoscopic, clinical, fusion, each
   * normalised to sum 1; triples of sum 0 are left out.
   *
   * @param derm probabilities, [case][column]
   * @param clin probabilities, [case][column]
   * @param fused probabilities, [case][column]
   * @param labels [case][task]
   */
  public Branches branches(
      double[] candidates, double[][] derm, double[][] clin, double[][] fused, int[][] labels) {
    require(labels, derm, clin, fused);
    Branches best = null;
    int tried = 0;
    for (double d : candidates) {
      for (double c : candidates) {
        for (double f : candidates) {
          double sum = d + c + f;
          if (sum > 0) {
            tried++;
            double[] weights = {d / sum, c / sum, f / sum};
            int correct = correct(weights, new double[][][] {derm, clin, fused}, labels);
            if (best == null || correct > best.correct()) {
              best = found(weights, correct, labels);
            }
          }
        }
      }
    }
    if (best == null) {
      throw new IllegalArgumentException("no candidate above 0");
    }
    return new Branches(
        best.dermoscopic(), best.clinical(), best.fusion(), best.correct(), best.accuracy(), tried);
  }

  private Branches found(double[] weights, int correct, int[][] labels) {
    return new Branches(weights[0], weights[1], weights[2], correct, accuracy(correct, labels), 0);
  }

  /**
   * Fusion scheme 2: P3 = W1 P1 + (1 - W1) P2, one weight for all tasks.
   *
   * @param p1 probabilities, [case][column]
   * @param p2 probabilities, [case][column]
   * @param labels [case][task]
   */
  public Stages stages(double[] candidates, double[][] p1, double[][] p2, int[][] labels) {
    require(labels, p1, p2);
    int[] perCandidate = new int[candidates.length];
    int best = 0;
    for (int i = 0; i < candidates.length; i++) {
      double[] weights = {candidates[i], 1 - candidates[i]};
      perCandidate[i] = correct(weights, new double[][][] {p1, p2}, labels);
      best = perCandidate[i] > perCandidate[best] ? i : best;
    }
    return new Stages(
        candidates[best],
        1 - candidates[best],
        perCandidate[best],
        accuracy(perCandidate[best], labels),
        perCandidate);
  }

  /** Without an array per case: this runs 125,000 times. */
  private int correct(double[] weights, double[][][] branches, int[][] labels) {
    double[] row = new double[tasks.columns()];
    int correct = 0;
    for (int i = 0; i < labels.length; i++) {
      Arrays.fill(row, 0);
      for (int branch = 0; branch < weights.length; branch++) {
        BranchAverage.addTo(row, weights[branch], branches[branch][i]);
      }
      correct += tasks.correct(row, labels[i]);
    }
    return correct;
  }

  private double accuracy(int correct, int[][] labels) {
    return (double) correct / (labels.length * tasks.widths().size());
  }

  private void require(int[][] labels, double[][]... branches) {
    for (double[][] branch : branches) {
      if (labels.length == 0
          || branch.length != labels.length
          || branch[0].length != tasks.columns()) {
        throw new IllegalArgumentException(
            "needs " + tasks.columns() + " probabilities for each of the labelled cases");
      }
    }
  }
}
