package org.vigil.models.evaluation;

import java.util.List;
import java.util.stream.IntStream;
import org.vigil.models.metric.Confusion;

/**
 * Whether acting on a finding's score does more good than harm (Vickers and Elkin 2006, doi
 * 10.1177/0272989X06295361): net benefit = true positives / n - false positives / n * t / (1 - t).
 *
 * @param points at thresholds 0.05, 0.10, ... 0.95
 */
public record DecisionCurve(List<Point> points) {
  private static final int STEPS = 20;

  /**
   * @param threshold probability from which one would act
   * @param netBenefit of acting on the score
   * @param everybody of acting on everybody; acting on nobody has 0
   */
  public record Point(double threshold, double netBenefit, double everybody) {}

  public static DecisionCurve of(double[] scores, boolean[] present) {
    return new DecisionCurve(
        IntStream.range(1, STEPS)
            .mapToObj(i -> point((double) i / STEPS, scores, present))
            .toList());
  }

  private static Point point(double threshold, double[] scores, boolean[] present) {
    double odds = threshold / (1 - threshold);
    Confusion acted = Confusion.at(threshold, scores, present);
    double cases = acted.total();
    double ill = acted.truePositives() + acted.falseNegatives();
    return new Point(
        threshold,
        acted.truePositives() / cases - acted.falsePositives() / cases * odds,
        ill / cases - (cases - ill) / cases * odds);
  }
}
