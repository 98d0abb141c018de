package org.vigil.models.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalsTest {
  private static final double[] SCORES = new double[300];
  private static final double[] WORSE = new double[300];
  private static final boolean[] POSITIVE = new boolean[300];

  static {
    Random random = new Random(5);
    for (int i = 0; i < SCORES.length; i++) {
      POSITIVE[i] = i % 3 == 0;
      SCORES[i] = random.nextGaussian() + (POSITIVE[i] ? 1 : 0);
      WORSE[i] = SCORES[i] + 2 * random.nextGaussian();
    }
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    Interval one = new Bootstrap(200, 1).auc(SCORES, POSITIVE);
    assertEquals(one, new Bootstrap(200, 1).auc(SCORES, POSITIVE));
    assertNotEquals(one, new Bootstrap(200, 2).auc(SCORES, POSITIVE));
    assertTrue(one.low() < one.value() && one.value() < one.high());
  }

  @Test
  void aStratifiedSampleHasAsManyOfEachAsTheData() {
    int[] strata = {7, 7, 7, 1, 1, 0};
    new Bootstrap(50, 3)
        .stratified(
            strata,
            chosen -> {
              assertEquals(6, chosen.length);
              assertEquals(3, Arrays.stream(chosen).filter(i -> i < 3).count());
              assertEquals(1, Arrays.stream(chosen).filter(i -> i == 5).count());
              return 0;
            });
  }

  @Test
  void aBetterModelOnTheSameCasesIsTold() {
    Interval difference = DeLong.difference(SCORES, WORSE, POSITIVE);
    assertTrue(difference.low() > 0, difference.toString());
    Interval none = DeLong.difference(SCORES, SCORES, POSITIVE);
    assertEquals(0, none.value());
    assertEquals(0, none.high() - none.low(), 1e-9);
  }

  @Test
  void deLongsVarianceIsItsDefinition() {
    double[] scores = {3, 1, 2, 2, 0, 1};
    boolean[] positive = {true, true, true, false, false, false};
    // placements of the positives 1, 1/2, 5/6 and of the negatives 1/2, 1, 5/6
    double variance = 0.0648148148148148 / 3 * 2;
    Interval interval = DeLong.interval(scores, positive);
    assertEquals(7 / 9.0, interval.value(), 1e-12);
    assertEquals(7 / 9.0 - 1.959963984540054 * Math.sqrt(variance), interval.low(), 1e-9);
  }

  @Test
  void oneCaseOfASideIsTooFewForAVariance() {
    assertThrows(
        IllegalArgumentException.class,
        () -> DeLong.interval(new double[] {1, 2, 3}, new boolean[] {true, false, false}));
  }
}
