package org.vigil.models.training;

/**
 * Parameters that learn at a rate of their own; the first group that a name belongs to counts.
 *
 * @param prefix of the full names, such as {@code features.}
 * @param rateFactor multiplies the schedule's rate; 0 freezes the group: no gradient, no decay
 */
public record ParameterGroup(String prefix, double rateFactor) {
  public ParameterGroup {
    if (!(rateFactor >= 0)) {
      throw new IllegalArgumentException("a rate factor of " + rateFactor);
    }
  }

  /** Every parameter whose name begins so, frozen. */
  public static ParameterGroup frozen(String prefix) {
    return new ParameterGroup(prefix, 0);
  }

  boolean has(String name) {
    return name.startsWith(prefix);
  }
}
