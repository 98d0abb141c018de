package org.vigil.inference.study;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.vigil.schemas.event.Priority;

/**
 * Lets so many pictures be decoded at once; who comes for a stat study goes before all who wait for
 * a routine one. Thread-safe.
 */
final class DecodingGate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition statTurn = lock.newCondition();
  private final Condition routineTurn = lock.newCondition();
  private int free;
  private int statWaiting;

  DecodingGate(int places) {
    this.free = places;
  }

  /** Waits for a place; every return is followed by one {@link #leave}. */
  void enter(Priority priority) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      switch (priority) {
        case STAT -> awaitStatTurn();
        case ROUTINE -> awaitRoutineTurn();
      }
      free--;
    } finally {
      callNext(); // Also when interrupted: the call may have been for us.
      lock.unlock();
    }
  }

  private void awaitStatTurn() throws InterruptedException {
    statWaiting++;
    try {
      while (free == 0) {
        statTurn.await();
      }
    } finally {
      statWaiting--;
    }
  }

  private void awaitRoutineTurn() throws InterruptedException {
    while (free == 0 || statWaiting > 0) {
      routineTurn.await();
    }
  }

  void leave() {
    lock.lock();
    try {
      free++;
      callNext();
    } finally {
      lock.unlock();
    }
  }

  private void callNext() {
    if (free > 0) {
      (statWaiting > 0 ? statTurn : routineTurn).signal();
    }
  }
}
