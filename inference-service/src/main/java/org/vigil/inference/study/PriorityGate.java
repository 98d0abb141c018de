package org.vigil.inference.study;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.vigil.schemas.event.Priority;

/**
 * Shares out something that there is only so much of, such as cores or memory: stat before routine,
 * first come, first served within each, and nobody squeezes past one who needs more. Who needs more
 * than there is gets it all. Thread-safe.
 */
public final class PriorityGate {
  private final long capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Priority, Deque<Ticket>> lines = new EnumMap<>(Priority.class);
  private long free;

  PriorityGate(long capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a gate of " + capacity);
    }
    this.capacity = capacity;
    this.free = capacity;
    for (Priority priority : Priority.values()) {
      lines.put(priority, new ArrayDeque<>()); // The enum's order is the order of the lines.
    }
  }

  /** Waits until so much is free; what is returned gives it back, once. */
  Pass enter(Priority priority, long amount) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Ticket ticket = new Ticket(Math.clamp(amount, 0, capacity), lock.newCondition());
      lines.get(priority).add(ticket);
      admit();
      await(ticket, priority);
      return () -> giveBack(ticket.amount);
    } finally {
      lock.unlock();
    }
  }

  private void await(Ticket ticket, Priority priority) throws InterruptedException {
    try {
      while (!ticket.admitted) {
        ticket.turn.await();
      }
    } catch (InterruptedException e) {
      if (!lines.get(priority).remove(ticket)) {
        free += ticket.amount; // Admitted in the same moment.
      }
      admit(); // Those behind may not need as much.
      throw e;
    }
  }

  private void giveBack(long amount) {
    lock.lock();
    try {
      free += amount;
      admit();
    } finally {
      lock.unlock();
    }
  }

  private void admit() {
    for (Optional<Ticket> next = fitting(); next.isPresent(); next = fitting()) {
      Ticket ticket = next.get();
      free -= ticket.amount;
      ticket.admitted = true;
      ticket.turn.signal();
    }
  }

  /** Takes out the first of all lines, if there is enough for it. */
  private Optional<Ticket> fitting() {
    return lines.values().stream()
        .filter(line -> !line.isEmpty())
        .findFirst()
        .filter(line -> line.peek().amount <= free)
        .map(Deque::poll);
  }

  /** A place inside. */
  public interface Pass extends AutoCloseable {
    @Override
    void close();
  }

  /** One who waits; guarded by the lock. */
  private static final class Ticket {
    final long amount;
    final Condition turn;
    boolean admitted;

    Ticket(long amount, Condition turn) {
      this.amount = amount;
      this.turn = turn;
    }
  }
}
