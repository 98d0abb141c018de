package org.vigil.models.evaluation;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.vigil.models.metric.Confusion;
import org.vigil.models.training.OperatingPoints;

/** Thresholds that reach chosen sensitivities on validation cases, and what they do on others. */
final class OperatingTable {
  private static final double[] SENSITIVITIES = {0.8, 0.9, 0.95, 0.99};

  private OperatingTable() {}

  /** Empty where no validation case has the finding. */
  static List<FindingReport.OperatingPoint> of(
      ScoredCases validation, ScoredCases test, int output) {
    double[] scores = validation.scores(output);
    boolean[] present = validation.present(output);
    if (IntStream.range(0, present.length).noneMatch(i -> present[i])) {
      return List.of();
    }
    return DoubleStream.of(SENSITIVITIES)
        .mapToObj(
            wanted -> {
              double threshold = OperatingPoints.forSensitivity(scores, present, wanted);
              Confusion met = Confusion.at(threshold, test.scores(output), test.present(output));
              return new FindingReport.OperatingPoint(
                  wanted,
                  threshold,
                  met.sensitivity().orElse(Double.NaN),
                  met.specificity().orElse(Double.NaN));
            })
        .toList();
  }
}
