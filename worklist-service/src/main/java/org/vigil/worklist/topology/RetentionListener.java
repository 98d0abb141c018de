package org.vigil.worklist.topology;

/**
 * Hears of studies that leave the worklist and of events that come after them, for the metrics. A
 * transaction that is tried again tells it again. Thread-safe.
 */
public interface RetentionListener {

  /** A read study left. */
  void left();

  /**
   * An event of a study that left said nothing that its reader had not seen; it changed nothing.
   */
  void late();

  /** A study that left came back with something new. */
  void returned();
}
