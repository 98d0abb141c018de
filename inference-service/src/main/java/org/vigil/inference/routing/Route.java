package org.vigil.inference.routing;

/** Where a study goes. */
public sealed interface Route {

  /** To a slot. */
  record To(String slot) implements Route {}

  /** Nowhere: no rule fits. */
  record Nowhere(String why) implements Route {}

  /** Nowhere: the slot that was asked for does not exist or does not take this study. */
  record Unsuitable(String why) implements Route {}
}
