package org.vigil.models.training;

import java.util.function.Predicate;

/**
 * Parameters that learn at a rate of their own.
 *
 * @param members full names of the parameters, the first group that matches counts
 * @param rateFactor multiplies the schedule's rate; 0 freezes the group: no gradient, no decay
 */
public record ParameterGroup(Predicate<String> members, double rateFactor) {
  public ParameterGroup {
    if (!(rateFactor >= 0)) {
      throw new IllegalArgumentException("a rate factor of " + rateFactor);
    }
  }

  /** Every parameter whose name begins so, frozen. */
  public static ParameterGroup frozen(String prefix) {
    return new ParameterGroup(name -> name.startsWith(prefix), 0);
  }
}
