package org.vigil.models.attribution;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Shapley values by their definition: asks all 2^n coalitions of at most 16 players. */
public record EveryCoalition() implements ShapleyMethod {
  private static final int MOST_PLAYERS = 16;

  /**
   * @throws IllegalArgumentException for more than 16 players
   */
  @Override
  public ShapleyValues values(CoalitionGame game) {
    int players = game.players();
    if (players > MOST_PLAYERS) {
      throw new IllegalArgumentException(players + " players; sample their permutations instead");
    }
    List<BitSet> coalitions =
        IntStream.range(0, 1 << players)
            .mapToObj(members -> BitSet.valueOf(new long[] {members}))
            .toList();
    double[] gains = game.gains(coalitions);
    double[] values = new double[players];
    for (int player = 0; player < players; player++) {
      values[player] = share(player, players, gains);
    }
    return new ShapleyValues(values, new double[players], gains[0], gains[gains.length - 1]);
  }

  /** Mean over coalition sizes of the mean over coalitions of what the player adds. */
  private static double share(int player, int players, double[] gains) {
    double share = 0;
    for (int others = 0; others < gains.length; others++) {
      if ((others & 1 << player) == 0) {
        double added = gains[others | 1 << player] - gains[others];
        share += added / (players * choose(players - 1, Integer.bitCount(others)));
      }
    }
    return share;
  }

  private static double choose(int n, int k) {
    double ways = 1;
    for (int i = 1; i <= k; i++) {
      ways = ways * (n - k + i) / i;
    }
    return ways;
  }
}
