package org.vigil.local.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vigil.local.supervisor.StackState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops the stack; data and logs stay. */
@Command(
    name = "down",
    description = "Stops the stack; its data stay.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
  /** Twice the time that the supervisor gives each of its two groups of processes. */
  static final Duration LIMIT = Duration.ofSeconds(90);

  @Spec private CommandSpec spec;
  @Mixin private StackOptions stack;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Optional<StackState> state = stack.stateFile().readLive();
    if (state.isEmpty()) {
      out.println("Vigil is not running.");
      return 0;
    }
    out.println("Stopping the stack");
    out.flush();
    stop(state.get());
    out.println("Vigil has stopped. Data are kept in " + stack.home().resolve("data") + ".");
    return 0;
  }

  /** Waits for the processes too: when this returns, the ports are free. */
  private static void stop(StackState state) throws Exception {
    ProcessHandle supervisor = ProcessHandle.of(state.supervisor()).orElseThrow();
    List<ProcessHandle> all = supervisor.descendants().toList();
    supervisor.destroy();
    try {
      supervisor.onExit().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      supervisor.destroyForcibly();
      all.forEach(ProcessHandle::destroyForcibly);
    }
    CompletableFuture.allOf(
            all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
