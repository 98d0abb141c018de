package org.vigil.models.sampling;

import org.vigil.models.seed.Seed;

/**
 * Makes a batch of chosen pictures. Called by several threads at once.
 *
 * @param <B> what a training step learns from
 */
public interface BatchMaker<B> {

  /**
   * @param pictures indices
   * @param seed all of the batch's randomness; the same seed, the same batch
   */
  B make(int[] pictures, Seed seed);

  /** Two makers with the same description make the same batches. */
  String description();
}
