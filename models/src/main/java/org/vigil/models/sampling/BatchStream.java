package org.vigil.models.sampling;

/**
 * The batches of one epoch, one after another. For one thread; closing it stops what is being
 * prepared.
 *
 * @param <B> what a training step learns from
 */
public interface BatchStream<B> extends AutoCloseable {

  /**
   * Waits for the next batch.
   *
   * @throws java.util.NoSuchElementException after the last one
   * @throws BatchException if it could not be made
   */
  B next();

  @Override
  void close();
}
