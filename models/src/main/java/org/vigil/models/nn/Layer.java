package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;

/**
 * A module that makes one array of one array, and so can stand in a {@link Sequential}. What reads
 * more than one (maps and tokens, a picture and metadata) is a plain {@link Module} with a method
 * of its own.
 */
public abstract class Layer extends Module {

  /** Runs the layer. Intermediates belong to the {@code NDScope} that the caller has open. */
  public abstract NDArray forward(NDArray x);
}
