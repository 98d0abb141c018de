package org.vigil.ingest.fuzz;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Gives a parser spoilt inputs, each from a seed of its own, and holds it to what hostile bytes may
 * cost: the errors that it declares and no other, little time, little memory, and no file left
 * open. {@code -Dvigil.fuzz.runs=1000000} for a long run; {@code -Dvigil.fuzz.seed=N} begins
 * elsewhere, as at a seed that a failure names.
 */
public final class Fuzzing {
  public static final long SEED = Long.getLong("vigil.fuzz.seed", 20_261_121L);

  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(20); // On a busy machine, too.
  private static final long MOST_ALLOCATED = 32 << 20;
  private static final int FILES_OF_THE_JVM = 24; // Jars and modules that are opened meanwhile.

  private final List<Class<? extends Exception>> refusals;
  private final long mostAllocated;

  private Fuzzing(List<Class<? extends Exception>> refusals, long mostAllocated) {
    this.refusals = refusals;
    this.mostAllocated = mostAllocated;
  }

  /** Makes a whole or spoilt input. */
  @FunctionalInterface
  public interface Inputs {
    byte[] next(Random random);

    /** One of these, spoilt. */
    static Inputs mutantsOf(List<byte[]> wholes) {
      return random -> Mutations.of(wholes.get(random.nextInt(wholes.size())), wholes, random);
    }
  }

  /** Reads an input, or refuses it. */
  @FunctionalInterface
  public interface Parser {
    void parse(byte[] input, Random random) throws Exception;
  }

  /** For a parser that declares these errors. */
  @SafeVarargs
  public static Fuzzing refusedBy(Class<? extends Exception>... refusals) {
    return new Fuzzing(List.copyOf(Arrays.asList(refusals)), MOST_ALLOCATED);
  }

  /**
   * For a parser that rightly needs more memory than others.
   *
   * @param bytes allocated for one input, what is freed again included
   */
  public Fuzzing allocatingAtMost(long bytes) {
    return new Fuzzing(refusals, bytes);
  }

  /**
   * Runs.
   *
   * @param runsInTheBuild inputs, where no property says how many
   * @throws AssertionError naming the seed of an input that cost more than it may
   */
  public void run(int runsInTheBuild, Inputs inputs, Parser parser) throws InterruptedException {
    int runs = Integer.getInteger("vigil.fuzz.runs", runsInTheBuild);
    FuzzedThread thread = new FuzzedThread(refusals, mostAllocated, inputs, parser, runs);
    long files = openFiles();
    thread.start();
    while (!thread.join(LOOK)) {
      thread.requireProgress(LONGEST);
    }
    thread.requireNoFailure();
    long left = openFiles() - files;
    if (left > FILES_OF_THE_JVM) {
      throw new AssertionError(left + " files more are open than before, from seed " + SEED);
    }
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }
}
