package org.vigil.worklist.topology;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what a topology tells of studies that left. Thread-safe. */
final class RetentionCounts implements RetentionListener {
  private final AtomicInteger left = new AtomicInteger();
  private final AtomicInteger late = new AtomicInteger();
  private final AtomicInteger returned = new AtomicInteger();

  @Override
  public void left() {
    left.incrementAndGet();
  }

  @Override
  public void late() {
    late.incrementAndGet();
  }

  @Override
  public void returned() {
    returned.incrementAndGet();
  }

  /** Studies that left, late events, studies that returned. */
  @Override
  public String toString() {
    return left + " left, " + late + " late, " + returned + " returned";
  }
}
