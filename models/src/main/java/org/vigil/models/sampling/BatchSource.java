package org.vigil.models.sampling;

/**
 * Gives a run its batches, the same ones however often it is asked.
 *
 * @param <B> what a training step learns from
 */
public interface BatchSource<B> {

  /** Batches of an epoch; the same in every epoch. */
  int batches();

  /**
   * An epoch from one of its batches on.
   *
   * @param number of the epoch, from 0
   * @param firstBatch from 0; to go on in the middle of an epoch
   */
  BatchStream<B> epoch(int number, int firstBatch);

  /** Two sources with the same description give the same batches. */
  String description();
}
