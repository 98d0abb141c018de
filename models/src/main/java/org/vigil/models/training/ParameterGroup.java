package org.vigil.models.training;

/**
 * Parameters that learn in a way of their own; the first group that a name belongs to counts.
 *
 * @param prefix of the full names, such as {@code features.}
 * @param rateFactor multiplies the schedule's rate; 0 freezes the group: no gradient, no decay
 * @param decays whether weights of two or more dimensions decay as the rule says
 */
public record ParameterGroup(String prefix, double rateFactor, boolean decays) {
  public ParameterGroup {
    if (!(rateFactor >= 0)) {
      throw new IllegalArgumentException("a rate factor of " + rateFactor);
    }
  }

  /** At a rate of their own, decaying as all others. */
  public ParameterGroup(String prefix, double rateFactor) {
    this(prefix, rateFactor, true);
  }

  /** At everybody's rate, but without decay, such as a class token. */
  public static ParameterGroup withoutDecay(String prefix) {
    return new ParameterGroup(prefix, 1, false);
  }

  /** Every parameter whose name begins so, frozen. */
  public static ParameterGroup frozen(String prefix) {
    return new ParameterGroup(prefix, 0);
  }

  boolean has(String name) {
    return name.startsWith(prefix);
  }
}
