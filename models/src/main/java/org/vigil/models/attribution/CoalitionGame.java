package org.vigil.models.attribution;

import java.util.BitSet;
import java.util.List;

/** A game between players who share what they gain together (Shapley 1953). */
public interface CoalitionGame {

  int players();

  /**
   * What each coalition gains, in order.
   *
   * @param coalitions of players 0 to {@code players() - 1}; not to be changed
   */
  double[] gains(List<BitSet> coalitions);
}
