package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;

/**
 * One tensor of a module: learnt by gradient, or a buffer such as a running mean.
 *
 * @param value the tensor; replaced in place, never re-bound
 * @param learnable whether an optimiser may change it
 */
public record Parameter(NDArray value, boolean learnable) {}
