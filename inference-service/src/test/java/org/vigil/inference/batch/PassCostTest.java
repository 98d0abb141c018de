package org.vigil.inference.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PassCostTest {
  private final PassCost cost = new PassCost();

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @Test
  void whatWasNeverMeasuredIsThoughtToCostNothing() {
    assertEquals(Duration.ZERO, cost.of(8));
  }

  @Test
  void theMeanMovesTowardsTheNewestMeasurement() {
    cost.measured(8, Duration.ofMillis(1_000));
    cost.measured(8, Duration.ofMillis(2_000));
    assertEquals(Duration.ofMillis(1_250), cost.of(8));
    IntStream.range(0, 40).forEach(i -> cost.measured(8, Duration.ofMillis(2_000)));
    assertEquals(2_000, cost.of(8).toMillis(), 1);
  }

  @Test
  void aNumberBetweenTwoMeasuredOnesIsAtLeastWhatTheyAllow() {
    cost.measured(2, Duration.ofMillis(200));
    cost.measured(8, Duration.ofMillis(900));
    assertEquals(Duration.ofMillis(300), cost.of(3)); // 8 pictures are 3 passes of 3: 300 ms each
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aGuessIsNeverMoreThanAPassOfThatManyTakes(long seed) {
    Random random = new Random(seed);
    TrueCost truth = TrueCost.random(random);
    IntStream.rangeClosed(1, random.nextInt(4))
        .map(i -> 1 + random.nextInt(8))
        .forEach(size -> cost.measured(size, truth.of(size)));
    for (int size = 1; size <= 8; size++) {
      int pictures = size;
      assertTrue(
          cost.of(size).compareTo(truth.of(size).plusNanos(1)) <= 0,
          () -> "seed " + seed + ": " + pictures + " pictures");
    }
  }
}
