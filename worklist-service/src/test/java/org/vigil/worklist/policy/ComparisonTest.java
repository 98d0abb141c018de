package org.vigil.worklist.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.worklist.study.FindingResult;

class ComparisonTest {

  @ParameterizedTest
  @CsvSource({
    "0.93, 0.81, Pneumonia 0.93 >= 0.81",
    "0.24, 0.9819, Pneumonia 0.24 < 0.98",
    "0.9997, 0.9819, Pneumonia 0.9997 >= 0.9819",
    "0.001, 0.5, Pneumonia 0.0010 < 0.5000",
    "0.8149, 0.8141, Pneumonia 0.8149 >= 0.8141",
    "1.0, 0.98, Pneumonia 1.00 >= 0.98"
  })
  void roundingNeitherTurnsTheComparisonNorMakesAScoreCertain(
      double score, double limit, String said) {
    assertEquals(said, Comparison.say(result(score, limit), limit));
  }

  private static FindingResult result(double score, double limit) {
    return new FindingResult("Pneumonia", Optional.empty(), score, limit, Optional.empty());
  }
}
