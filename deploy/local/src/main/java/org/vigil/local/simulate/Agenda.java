package org.vigil.local.simulate;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What will happen and when, in milliseconds of simulated time; events of the same moment in the
 * order in which they were put down. Not thread-safe.
 */
final class Agenda {
  private record Event(double at, long number, Runnable what) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingLong(Event::number));
  private double now;
  private long count;

  double now() {
    return now;
  }

  void after(double millis, Runnable what) {
    events.add(new Event(now + Math.max(0, millis), count++, what));
  }

  /** Until nothing is left to happen. */
  void run() {
    for (Event event = events.poll(); event != null; event = events.poll()) {
      now = event.at();
      event.what().run();
    }
  }
}
