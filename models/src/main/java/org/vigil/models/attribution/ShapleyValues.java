package org.vigil.models.attribution;

import java.util.Arrays;

/**
 * Each player's fair share of what all players gain together.
 *
 * @param values one per player; they sum to {@code full - empty}
 * @param standardErrors of the values over repeated sampling; 0 where every coalition was asked
 * @param empty what nobody gains
 * @param full what all gain together
 */
public record ShapleyValues(double[] values, double[] standardErrors, double empty, double full) {

  /** The largest standard error. */
  public double worstError() {
    return Arrays.stream(standardErrors).max().orElse(0);
  }
}
