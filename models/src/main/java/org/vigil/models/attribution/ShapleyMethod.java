package org.vigil.models.attribution;

/** A way to find Shapley values. */
public sealed interface ShapleyMethod permits EveryCoalition, SampledPermutations {

  ShapleyValues values(CoalitionGame game);
}
