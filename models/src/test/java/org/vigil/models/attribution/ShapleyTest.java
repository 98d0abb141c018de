package org.vigil.models.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapleyTest {

  private record Played(int players, ToDoubleFunction<BitSet> gain) implements CoalitionGame {
    @Override
    public double[] gains(List<BitSet> coalitions) {
      return coalitions.stream().mapToDouble(gain).toArray();
    }
  }

  /** Shapley 1953: one left glove, two right gloves, a pair is worth 1. */
  @Test
  void theGloveGameHasItsKnownValues() {
    CoalitionGame game =
        new Played(3, members -> members.get(0) && (members.get(1) || members.get(2)) ? 1 : 0);
    ShapleyValues exact = new EveryCoalition().values(game);
    assertArrayEquals(new double[] {2 / 3.0, 1 / 6.0, 1 / 6.0}, exact.values(), 1e-12);
    assertEquals(0, exact.worstError());
  }

  /** Littlechild and Owen 1973: a runway costs what its largest aeroplane needs. */
  @Test
  void theAirportGameHasItsKnownValues() {
    double[] costs = {1, 3, 7};
    CoalitionGame game =
        new Played(3, members -> members.stream().mapToDouble(i -> costs[i]).max().orElse(0));
    double[] expected = {1 / 3.0, 1 / 3.0 + 1, 1 / 3.0 + 1 + 4};
    assertArrayEquals(expected, new EveryCoalition().values(game).values(), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void samplingStaysWithinItsStatedErrorOfEnumeration(long seed) {
    CoalitionGame game = random(7, seed);
    ShapleyValues exact = new EveryCoalition().values(game);
    ShapleyValues sampled = new SampledPermutations(400, seed).values(game);
    for (int i = 0; i < 7; i++) {
      int player = i;
      double off = Math.abs(exact.values()[i] - sampled.values()[i]);
      double error = sampled.standardErrors()[i];
      assertTrue(error > 0);
      assertTrue(off < 5 * error, () -> "player " + player + " off by " + off + " at " + error);
    }
    assertEquals(exact.full() - exact.empty(), Arrays.stream(sampled.values()).sum(), 1e-9);
  }

  /** 95% of the intervals of 1.96 standard errors hold the true value; here of 1,400. */
  @Test
  void theStatedErrorIsTheRealOne() {
    CoalitionGame game = random(7, 42);
    double[] exact = new EveryCoalition().values(game).values();
    int held = 0;
    for (int seed = 0; seed < 200; seed++) {
      ShapleyValues sampled = new SampledPermutations(60, seed).values(game);
      for (int i = 0; i < 7; i++) {
        double off = Math.abs(exact[i] - sampled.values()[i]);
        held += off <= 1.96 * sampled.standardErrors()[i] ? 1 : 0;
      }
    }
    assertEquals(0.95, held / 1400.0, 0.025);
  }

  @Test
  void fourTimesThePairsHalveTheError() {
    CoalitionGame game = random(8, 9);
    double few = new SampledPermutations(200, 1).values(game).worstError();
    double many = new SampledPermutations(3200, 1).values(game).worstError();
    assertEquals(0.25, many / few, 0.05);
  }

  /** Order and reverse cancel whatever two players do together. */
  @Test
  void aGameOfPairsIsExactAfterTwoPairs() {
    double[][] together = new double[5][5];
    Random random = new Random(6);
    Arrays.stream(together).forEach(row -> Arrays.setAll(row, i -> random.nextGaussian()));
    CoalitionGame game =
        new Played(
            5,
            members ->
                members.stream()
                    .mapToDouble(i -> members.stream().mapToDouble(j -> together[i][j]).sum())
                    .sum());
    ShapleyValues sampled = new SampledPermutations(2, 3).values(game);
    assertArrayEquals(new EveryCoalition().values(game).values(), sampled.values(), 1e-9);
    assertEquals(0, sampled.worstError(), 1e-9);
  }

  @Test
  void whatCannotBeFoundIsRefused() {
    CoalitionGame large = new Played(17, members -> 0);
    assertThrows(IllegalArgumentException.class, () -> new EveryCoalition().values(large));
    assertThrows(IllegalArgumentException.class, () -> new SampledPermutations(1, 0));
  }

  @Test
  void onePlayerTakesAll() {
    CoalitionGame alone = new Played(1, members -> members.get(0) ? 5 : 2);
    assertArrayEquals(new double[] {3}, new EveryCoalition().values(alone).values());
    assertArrayEquals(new double[] {3}, new SampledPermutations(2, 1).values(alone).values());
  }

  private static CoalitionGame random(int players, long seed) {
    double[] gains = new Random(seed).doubles(1 << players).toArray();
    return new Played(
        players, members -> gains[members.isEmpty() ? 0 : (int) members.toLongArray()[0]]);
  }
}
