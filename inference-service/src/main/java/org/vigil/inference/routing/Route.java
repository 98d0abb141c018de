package org.vigil.inference.routing;

/** Where a study goes. */
public sealed interface Route {

  /** To a slot. */
  record To(String slot) implements Route {}

  /** Nowhere: no rule fits. */
  record Nowhere(String why) implements Route {}
}
