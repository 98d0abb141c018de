package org.vigil.local.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends what a supervisor that was killed left behind. Its processes notice by themselves and leave
 * in order; whoever takes too long is ended.
 */
final class Leftovers {
  private static final Duration PATIENCE = Duration.ofSeconds(35);
  private static final String OURS = "org.vigil.embedded.";

  private Leftovers() {}

  /** Returns when no process of that state is left. */
  static void end(StackState old) {
    List<ProcessHandle> left =
        old.processes().stream()
            .map(entry -> ProcessHandle.of(entry.pid()))
            .flatMap(Optional::stream)
            .filter(Leftovers::isOurs)
            .toList();
    left.forEach(Leftovers::end);
  }

  /** The id may belong to somebody else by now. */
  private static boolean isOurs(ProcessHandle process) {
    return process.info().commandLine().filter(line -> line.contains(OURS)).isPresent();
  }

  private static void end(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
