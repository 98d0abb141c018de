package org.vigil.inference.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreMetricsTest {

  @ParameterizedTest
  @CsvSource({"0, 0.0", "0.0999, 0.0", "0.1, 0.1", "0.55, 0.5", "0.999, 0.9", "1, 0.9"})
  void aScoreIsCountedInItsTenth(double score, String bin) {
    assertEquals(bin, ScoreMetrics.bin(score));
  }
}
