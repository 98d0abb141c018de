package org.vigil.models.evaluation;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.WilcoxonSignedRankTest;
import org.vigil.models.metric.Interval;

/** Tests of two models on the same cases or folds; all give two-sided p values. */
public final class PairedTests {
  private static final double Z95 = 1.959963984540054;
  private static final int EXACT = 30; // pairs up to which Wilcoxon's distribution is counted out

  private PairedTests() {}

  /** Of a difference with its normal 95% interval; 1 where there is no difference and no spread. */
  public static double ofInterval(Interval difference) {
    double error = (difference.high() - difference.low()) / 2 / Z95;
    if (!(error > 0)) {
      return difference.value() == 0 ? 1 : 0;
    }
    double z = Math.abs(difference.value()) / error;
    return 2 * new NormalDistribution(null, 0, 1).cumulativeProbability(-z);
  }

  /**
   * McNemar's exact test: whether discordant cases fall to both models alike.
   *
   * @param onlyFirst cases that only the first model answers rightly
   * @param onlySecond cases that only the second one does
   */
  public static double mcNemar(long onlyFirst, long onlySecond) {
    int all = Math.toIntExact(onlyFirst + onlySecond);
    if (all == 0) {
      return 1;
    }
    int fewer = Math.toIntExact(Math.min(onlyFirst, onlySecond));
    return Math.min(1, 2 * new BinomialDistribution(null, all, 0.5).cumulativeProbability(fewer));
  }

  /**
   * Wilcoxon's signed-rank test across folds, exact up to 30 pairs. With five folds it cannot give
   * less than 0.0625.
   */
  public static double wilcoxon(double[] first, double[] second) {
    return new WilcoxonSignedRankTest()
        .wilcoxonSignedRankTest(first, second, first.length <= EXACT);
  }
}
