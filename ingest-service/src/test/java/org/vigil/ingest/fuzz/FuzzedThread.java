package org.vigil.ingest.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Where a parser runs, watched from outside. */
final class FuzzedThread extends Thread {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 50; // Classes are loaded and tables are made once.
  private static final int SHOWN = 2000;

  private final List<Class<? extends Exception>> refusals;
  private final long mostAllocated;
  private final Fuzzing.Inputs inputs;
  private final Fuzzing.Parser parser;
  private final int runs;

  private volatile long seed;
  private volatile long begun = System.nanoTime();
  private volatile Optional<AssertionError> failure = Optional.empty();

  FuzzedThread(
      List<Class<? extends Exception>> refusals,
      long mostAllocated,
      Fuzzing.Inputs inputs,
      Fuzzing.Parser parser,
      int runs) {
    super("fuzzed");
    setDaemon(true);
    this.refusals = refusals;
    this.mostAllocated = mostAllocated;
    this.inputs = inputs;
    this.parser = parser;
    this.runs = runs;
  }

  @Override
  public void run() {
    for (int i = 0; i < runs && failure.isEmpty(); i++) {
      Random random = new Random(Fuzzing.SEED + i);
      byte[] input = inputs.next(random);
      seed = Fuzzing.SEED + i;
      begun = System.nanoTime();
      long before = THREADS.getCurrentThreadAllocatedBytes();
      parse(input, random);
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (allocated > mostAllocated && i >= WARM_UP) {
        fail("%d bytes were allocated".formatted(allocated), input, null);
      }
    }
  }

  @SuppressWarnings("CatchingUnchecked") // Whatever is thrown is the finding.
  private void parse(byte[] input, Random random) {
    try {
      parser.parse(input, random);
    } catch (Exception | Error e) {
      if (refusals.stream().noneMatch(refusal -> refusal.isInstance(e))) {
        fail(e.toString(), input, e);
      }
    }
  }

  private void fail(String what, byte[] input, Throwable cause) {
    String bytes = HexFormat.of().formatHex(Arrays.copyOf(input, Math.min(SHOWN, input.length)));
    failure =
        Optional.of(
            new AssertionError(
                "seed %d, %d bytes: %s: %s".formatted(seed, input.length, what, bytes), cause));
  }

  void requireProgress(Duration longest) {
    long now = seed;
    if (isAlive() && System.nanoTime() - begun > longest.toNanos()) {
      AssertionError stuck = new AssertionError("seed %d takes for ever".formatted(now));
      stuck.setStackTrace(getStackTrace());
      throw stuck;
    }
  }

  void requireNoFailure() {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }
}
