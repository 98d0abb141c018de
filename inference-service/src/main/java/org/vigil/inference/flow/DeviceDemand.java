package org.vigil.inference.flow;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whether studies want the device: those consumed and not yet published. Work that may never delay
 * a score waits until none does. Thread-safe.
 */
public final class DeviceDemand {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();
  private int studies;

  /**
   * @param count studies that are held or on the device
   */
  public void wantedBy(int count) {
    lock.lock();
    try {
      studies = count;
      if (count == 0) {
        quiet.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether no study wants the device. */
  public boolean isQuiet() {
    lock.lock();
    try {
      return studies == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Whether anybody waits for a quiet moment. */
  public boolean isAwaited() {
    lock.lock();
    try {
      return lock.hasWaiters(quiet);
    } finally {
      lock.unlock();
    }
  }

  /**
   * @return whether the device became quiet in time
   */
  public boolean awaitQuiet(Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (studies > 0 && left > 0) {
        left = quiet.awaitNanos(left);
      }
      return studies == 0 && left > 0;
    } finally {
      lock.unlock();
    }
  }
}
