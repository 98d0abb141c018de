package org.vigil.models.attribution;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Shapley values from random orders in which the players join (Castro et al. 2009, doi
 * 10.1016/j.cor.2008.04.004). Each order is followed by its reverse, which makes the error smaller
 * for the same number of questions (Mitchell et al. 2022, JMLR 23(43), section 2.2).
 *
 * <p>The standard error is that of the mean over the pairs. Values sum to the gain of all players
 * whatever the number of pairs.
 *
 * @param pairs of orders, at least 2; a pair asks at most 2 (players - 1) coalitions
 * @param seed same seed, same orders
 */
public record SampledPermutations(int pairs, long seed) implements ShapleyMethod {
  public SampledPermutations {
    if (pairs < 2) {
      throw new IllegalArgumentException("an error cannot be stated from fewer than 2 pairs");
    }
  }

  @Override
  public ShapleyValues values(CoalitionGame game) {
    int players = game.players();
    double[] ends = game.gains(List.of(new BitSet(), first(players, inOrder(players))));
    Random random = new Random(seed);
    Mean mean = new Mean(players);
    for (int pair = 0; pair < pairs; pair++) {
      List<Integer> order = new ArrayList<>(inOrder(players));
      Collections.shuffle(order, random);
      mean.add(added(game, order, ends));
    }
    return new ShapleyValues(mean.values(), mean.standardErrors(), ends[0], ends[1]);
  }

  private static List<Integer> inOrder(int players) {
    return IntStream.range(0, players).boxed().toList();
  }

  /** What each player adds, the mean over an order and its reverse. */
  private static double[] added(CoalitionGame game, List<Integer> order, double[] ends) {
    List<BitSet> coalitions = new ArrayList<>(joining(order));
    coalitions.addAll(joining(order.reversed()));
    double[] gains = game.gains(coalitions);
    double[] added = new double[order.size()];
    walk(order, gains, 0, ends, added);
    walk(order.reversed(), gains, order.size() - 1, ends, added);
    return added;
  }

  /** The coalitions between nobody and all. */
  private static List<BitSet> joining(List<Integer> order) {
    return IntStream.range(1, order.size()).mapToObj(count -> first(count, order)).toList();
  }

  private static BitSet first(int count, List<Integer> order) {
    BitSet members = new BitSet();
    order.subList(0, count).forEach(members::set);
    return members;
  }

  private static void walk(
      List<Integer> order, double[] gains, int from, double[] ends, double[] added) {
    double before = ends[0];
    for (int i = 0; i < order.size(); i++) {
      double after = i == order.size() - 1 ? ends[1] : gains[from + i];
      added[order.get(i)] += (after - before) / 2;
      before = after;
    }
  }

  /** Running mean and variance (Welford 1962). */
  private static final class Mean {
    private final double[] values;
    private final double[] squares;
    private int count;

    Mean(int players) {
      values = new double[players];
      squares = new double[players];
    }

    void add(double[] sample) {
      count++;
      for (int i = 0; i < sample.length; i++) {
        double off = sample[i] - values[i];
        values[i] += off / count;
        squares[i] += off * (sample[i] - values[i]);
      }
    }

    double[] values() {
      return values.clone();
    }

    double[] standardErrors() {
      return IntStream.range(0, squares.length)
          .mapToDouble(i -> Math.sqrt(squares[i] / (count - 1) / count))
          .toArray();
    }
  }
}
