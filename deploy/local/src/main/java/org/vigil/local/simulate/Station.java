package org.vigil.local.simulate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;

/**
 * Workers that take whoever waits, oldest first, so many at a time, and hand them on. Not
 * thread-safe.
 */
final class Station {
  private final Processors processors;
  private final int workers;
  private final int batch;
  private final IntToDoubleFunction cost;
  private final Consumer<Study> next;
  private final Deque<Study> waiting = new ArrayDeque<>();
  private int working;
  private int longest;

  /**
   * @param workers that work at once
   * @param batch most studies that one worker takes at a time
   * @param cost of a batch by its size, milliseconds of one processor
   * @param next where each study goes then
   */
  Station(
      Processors processors,
      int workers,
      int batch,
      IntToDoubleFunction cost,
      Consumer<Study> next) {
    this.processors = processors;
    this.workers = workers;
    this.batch = batch;
    this.cost = cost;
    this.next = next;
  }

  void take(Study study) {
    waiting.add(study);
    longest = Math.max(longest, waiting.size());
    begin();
  }

  /** Most that ever waited. */
  int longest() {
    return longest;
  }

  private void begin() {
    while (working < workers && !waiting.isEmpty()) {
      List<Study> taken = new ArrayList<>();
      while (taken.size() < batch && !waiting.isEmpty()) {
        taken.add(waiting.poll());
      }
      working++;
      processors.work(cost.applyAsDouble(taken.size()), () -> end(taken));
    }
  }

  private void end(List<Study> done) {
    working--;
    begin();
    done.forEach(next);
  }
}
