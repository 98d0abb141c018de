package org.vigil.inference.study;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.schemas.event.Priority;

@Timeout(30)
class PriorityGateTest {

  @Test
  void aStatStudyGoesBeforeRoutineOnesThatWaitLonger() throws Exception {
    PriorityGate gate = new PriorityGate(1);
    List<Priority> order = new CopyOnWriteArrayList<>();
    PriorityGate.Pass inside = gate.enter(Priority.ROUTINE, 1);
    List<Thread> waiting =
        List.of(
            waiter(gate, Priority.ROUTINE, order),
            waiter(gate, Priority.ROUTINE, order),
            waiter(gate, Priority.STAT, order));
    inside.close();
    for (Thread thread : waiting) {
      thread.join();
    }
    assertEquals(List.of(Priority.STAT, Priority.ROUTINE, Priority.ROUTINE), order);
  }

  @Test
  void whoGivesUpWaitingHoldsNobodyUp() throws Exception {
    PriorityGate gate = new PriorityGate(1);
    List<Priority> order = new CopyOnWriteArrayList<>();
    PriorityGate.Pass inside = gate.enter(Priority.ROUTINE, 1);
    Thread stat = waiter(gate, Priority.STAT, order);
    Thread routine = waiter(gate, Priority.ROUTINE, order);
    stat.interrupt();
    stat.join();
    inside.close();
    routine.join();
    assertEquals(List.of(Priority.ROUTINE), order);
  }

  @Test
  void nobodySqueezesPastOneWhoNeedsMore() throws Exception {
    PriorityGate gate = new PriorityGate(3);
    List<Priority> order = new CopyOnWriteArrayList<>();
    PriorityGate.Pass two = gate.enter(Priority.ROUTINE, 2);
    Thread large = waiter(gate, Priority.STAT, 2, order);
    Thread small = waiter(gate, Priority.ROUTINE, 1, order); // Waits, though 1 is free.
    two.close();
    large.join();
    small.join();
    assertEquals(2, order.size());
  }

  @Test
  void whoNeedsMoreThanThereIsGetsItAll() throws Exception {
    PriorityGate gate = new PriorityGate(3);
    PriorityGate.Pass one = gate.enter(Priority.ROUTINE, 1);
    List<Priority> order = new CopyOnWriteArrayList<>();
    Thread huge = waiter(gate, Priority.STAT, 1_000, order);
    one.close();
    huge.join();
    assertEquals(List.of(Priority.STAT), order);
    gate.enter(Priority.ROUTINE, 3).close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neverMoreThanThereIsIsTakenAndEverybodyComesIn(long seed) throws Exception {
    PriorityGate gate = new PriorityGate(5);
    AtomicLong taken = new AtomicLong();
    AtomicLong most = new AtomicLong();
    AtomicInteger done = new AtomicInteger();
    Random random = new Random(seed);
    List<Future<?>> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1_000; i++) {
        Priority priority = random.nextBoolean() ? Priority.STAT : Priority.ROUTINE;
        int amount = random.nextInt(6);
        callers.add(
            threads.submit(
                () -> {
                  try (PriorityGate.Pass inside = gate.enter(priority, amount)) {
                    most.accumulateAndGet(taken.addAndGet(amount), Math::max);
                    Thread.yield();
                    taken.addAndGet(-amount);
                  }
                  return done.incrementAndGet();
                }));
        if (random.nextInt(10) == 0) {
          callers.get(random.nextInt(callers.size())).cancel(true);
        }
      }
    }
    long cancelled = callers.stream().filter(Future::isCancelled).count();
    assertTrue(most.get() <= 5, () -> "seed " + seed + ": " + most + " at once");
    assertTrue(done.get() >= 1_000 - cancelled, () -> "seed " + seed + ": " + done);
    gate.enter(Priority.ROUTINE, 5).close(); // All has been given back.
  }

  /** Returns when it waits at the gate. */
  private static Thread waiter(PriorityGate gate, Priority priority, List<Priority> order) {
    return waiter(gate, priority, 1, order);
  }

  private static Thread waiter(
      PriorityGate gate, Priority priority, int amount, List<Priority> order) {
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try (PriorityGate.Pass inside = gate.enter(priority, amount)) {
                    order.add(priority);
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
