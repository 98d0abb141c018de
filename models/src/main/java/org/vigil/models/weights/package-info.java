/**
 * Weights in and out: the safetensors format and its way into and out of modules. Entry types:
 * {@link org.vigil.models.weights.Safetensors}, {@link org.vigil.models.weights.ModuleWeights}.
 *
 * <p>Invariant: a file that breaks the format's rules loads nothing and allocates no more than its
 * own size.
 */
package org.vigil.models.weights;
