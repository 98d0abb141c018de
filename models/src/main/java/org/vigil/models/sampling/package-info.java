/**
 * Which pictures a training run sees, in which order and in which part of the data. Plain Java.
 * Entry types: {@link org.vigil.models.sampling.Sampler}, {@link
 * org.vigil.models.sampling.PatientSplit}, {@link org.vigil.models.sampling.ParallelBatches}.
 *
 * <p>Invariants: every order is a pure function of the seed and the epoch; one patient's pictures
 * are never in two parts.
 */
package org.vigil.models.sampling;
