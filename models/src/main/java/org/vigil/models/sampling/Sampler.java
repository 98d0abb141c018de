package org.vigil.models.sampling;

/** Says in which order an epoch shows the pictures. Immutable, thread-safe. */
public interface Sampler {

  /** Pictures that an epoch shows; the same in every epoch. */
  int length();

  /**
   * Indices of the pictures in order, {@link #length()} of them; a pure function of the epoch.
   *
   * @param epoch from 0
   */
  int[] order(int epoch);

  /** Two samplers with the same description give the same orders. */
  String description();
}
