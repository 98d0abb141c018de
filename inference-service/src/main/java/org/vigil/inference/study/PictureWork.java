package org.vigil.inference.study;

import org.vigil.schemas.event.Priority;

/**
 * Bounds how many pictures are worked on at once, those of stat studies first: by memory from
 * fetching to the end of preparing, and by threads while decoding. Thread-safe.
 */
public final class PictureWork {
  /** The samples, and the bytes that they are decoded from, which are hardly ever more. */
  private static final int COPIES = 2;

  private final PriorityGate memory;
  private final PriorityGate threads;

  /**
   * @param bytes for pictures of all studies together; one that needs more has it to itself
   * @param threads pictures that are decoded at once
   */
  public PictureWork(long bytes, int threads) {
    this.memory = new PriorityGate(bytes);
    this.threads = new PriorityGate(threads);
  }

  /** Waits until there is memory for a picture. */
  public PriorityGate.Pass hold(Priority priority, PictureShape picture)
      throws InterruptedException {
    return memory.enter(priority, COPIES * picture.bytes());
  }

  /** Waits until a picture that is held may be decoded. */
  public PriorityGate.Pass decode(Priority priority) throws InterruptedException {
    return threads.enter(priority, 1);
  }
}
