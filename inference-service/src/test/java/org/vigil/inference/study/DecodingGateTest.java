package org.vigil.inference.study;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.schemas.event.Priority;

@Timeout(30)
class DecodingGateTest {

  @Test
  void aStatStudyGoesBeforeRoutineOnesThatWaitLonger() throws Exception {
    DecodingGate gate = new DecodingGate(1);
    List<Priority> order = new CopyOnWriteArrayList<>();
    gate.enter(Priority.ROUTINE);
    List<Thread> waiting =
        List.of(
            waiter(gate, Priority.ROUTINE, order),
            waiter(gate, Priority.ROUTINE, order),
            waiter(gate, Priority.STAT, order));
    gate.leave();
    for (Thread thread : waiting) {
      thread.join();
    }
    assertEquals(List.of(Priority.STAT, Priority.ROUTINE, Priority.ROUTINE), order);
  }

  @Test
  void whoGivesUpWaitingHoldsNobodyUp() throws Exception {
    DecodingGate gate = new DecodingGate(1);
    List<Priority> order = new CopyOnWriteArrayList<>();
    gate.enter(Priority.ROUTINE);
    Thread stat = waiter(gate, Priority.STAT, order);
    Thread routine = waiter(gate, Priority.ROUTINE, order);
    stat.interrupt();
    stat.join();
    gate.leave();
    routine.join();
    assertEquals(List.of(Priority.ROUTINE), order);
  }

  @Test
  void neverMoreThanThePlacesAreInsideAndEverybodyComesIn() throws Exception {
    DecodingGate gate = new DecodingGate(3);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    Random random = new Random(1);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 2_000; i++) {
        Priority priority = random.nextBoolean() ? Priority.STAT : Priority.ROUTINE;
        callers.submit(
            () -> {
              gate.enter(priority);
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              Thread.yield();
              inside.decrementAndGet();
              gate.leave();
              return done.incrementAndGet();
            });
      }
    }
    assertEquals(2_000, done.get());
    assertTrue(most.get() <= 3, "were inside at once: " + most);
  }

  /** Returns when it waits at the gate. */
  private static Thread waiter(DecodingGate gate, Priority priority, List<Priority> order) {
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    gate.enter(priority);
                    order.add(priority);
                    gate.leave();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    await()
        .atMost(10, TimeUnit.SECONDS)
        .pollInterval(1, TimeUnit.MILLISECONDS)
        .until(() -> thread.getState() == Thread.State.WAITING);
    return thread;
  }
}
