package org.vigil.models.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AucTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void itIsTheShareOfPairsThatAreRightlyOrdered(long seed) {
    Random random = new Random(seed);
    int cases = 20 + random.nextInt(40);
    double[] scores = random.ints(cases, -3, 6).asDoubleStream().map(v -> v / 4).toArray();
    boolean[] positive = new boolean[cases];
    for (int i = 0; i < cases; i++) {
      positive[i] = i < 2 || random.nextInt(3) == 0 && i > 4;
    }
    double wins = 0;
    double pairs = 0;
    for (int p = 0; p < cases; p++) {
      for (int n = 0; n < cases; n++) {
        if (positive[p] && !positive[n]) {
          pairs++;
          wins += scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? 0.5 : 0;
        }
      }
    }
    assertEquals(wins / pairs, Auc.of(scores, positive).orElseThrow(), "seed " + seed);
    assertEquals(wins / pairs, DeLong.interval(scores, positive).value(), 1e-12, "seed " + seed);
  }

  @Test
  void withoutBothSidesThereIsNone() {
    assertTrue(Auc.of(new double[] {1, 2}, new boolean[] {true, true}).isEmpty());
    assertTrue(Auc.of(new double[] {1, 2}, new boolean[2]).isEmpty());
    assertTrue(Auc.of(new double[0], new boolean[0]).isEmpty());
  }

  @Test
  void whatIsNoNumberIsRefused() {
    double[] scores = {0.1, Double.NaN};
    boolean[] positive = {true, false};
    assertThrows(IllegalArgumentException.class, () -> Auc.of(scores, positive));
    assertThrows(IllegalArgumentException.class, () -> AveragePrecision.grouped(scores, positive));
    assertThrows(IllegalArgumentException.class, () -> Confusion.at(0.5, scores, positive));
    assertThrows(
        IllegalArgumentException.class,
        () -> Reliability.ofFinding(new double[] {1.5}, new boolean[] {true}));
  }

  @Test
  void negativeAndPositiveZeroTie() {
    assertEquals(0.5, Auc.of(new double[] {-0.0, 0.0}, new boolean[] {false, true}).orElseThrow());
  }
}
