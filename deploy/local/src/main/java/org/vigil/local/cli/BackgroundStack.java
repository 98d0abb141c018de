package org.vigil.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vigil.local.log.LogTail;
import org.vigil.local.stack.StackException;
import org.vigil.local.supervisor.StackState;
import org.vigil.local.supervisor.StateFile;

/** Starts a supervisor in the background and shows how it gets on. */
final class BackgroundStack {
  private static final int POLL_MILLIS = 200;

  /** Longer than the supervisor waits for what a killed one left behind. */
  private static final Duration FIRST_WORD = Duration.ofSeconds(60);

  private final StackOptions stack;
  private final StateFile file;
  private final PrintWriter out;
  private final Map<String, String> shown = new HashMap<>();

  BackgroundStack(StackOptions stack, PrintWriter out) {
    this.stack = stack;
    this.file = stack.stateFile();
    this.out = out;
  }

  /**
   * Starts the stack where it does not run, and returns when it is healthy. When this JVM is ended
   * meanwhile (Ctrl-C), a stack that it started is stopped again.
   *
   * @throws StackException if it does not come up
   */
  StackState ensureRunning(PortOptions ports) throws IOException, InterruptedException {
    Optional<StackState> live = file.readLive();
    if (live.isPresent()) {
      return live.get().phase() == StackState.Phase.RUNNING ? live.get() : follow();
    }
    out.println("Starting the stack (logs in " + stack.home().resolve("logs") + ")");
    out.flush();
    Thread stop = new Thread(this::stop, "stop-what-was-started");
    Runtime.getRuntime().addShutdownHook(stop);
    launch(ports);
    StackState state = follow();
    Runtime.getRuntime().removeShutdownHook(stop);
    return state;
  }

  private void launch(PortOptions ports) throws IOException, InterruptedException {
    Path log = stack.folders().log("supervisor");
    Files.createDirectories(log.getParent());
    Optional<StackState> old = file.read();
    Process launched =
        new ProcessBuilder(SupervisorCommandLine.of(stack.home(), ports))
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    awaitFirstWord(launched, old);
  }

  /** The supervisor may be no child of ours (setsid forks), so its word is its state. */
  private void awaitFirstWord(Process launched, Optional<StackState> old)
      throws InterruptedException {
    Instant deadline = Instant.now().plus(FIRST_WORD);
    while (file.read().isEmpty() || isOf(old)) {
      boolean failed = !launched.isAlive() && launched.exitValue() != 0;
      if (failed || Instant.now().isAfter(deadline)) {
        throw new StackException("the supervisor did not start" + lastWords());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private boolean isOf(Optional<StackState> old) {
    return old.isPresent()
        && file.read().filter(now -> now.isOfSameSupervisor(old.get())).isPresent();
  }

  private StackState follow() throws InterruptedException {
    while (true) {
      StackState state = currentState();
      show(state);
      switch (state.phase()) {
        case RUNNING -> {
          return state;
        }
        case FAILED -> throw new StackException(state.failure());
        case STOPPING -> throw new StackException("the stack was stopped while it started");
        case STARTING -> Thread.sleep(POLL_MILLIS);
      }
    }
  }

  /** The state, whose supervisor lives or has said why it failed. */
  private StackState currentState() {
    boolean live = file.readLive().isPresent();
    return file.read()
        .filter(state -> live || state.phase() == StackState.Phase.FAILED)
        .orElseThrow(() -> new StackException("the supervisor ended" + lastWords()));
  }

  private String lastWords() {
    try {
      List<String> lines = LogTail.last(stack.folders().log("supervisor"), 1);
      return lines.isEmpty() ? "" : "; its log says: " + lines.getLast();
    } catch (IOException e) {
      return "";
    }
  }

  private void show(StackState state) {
    if (state.phase() != StackState.Phase.STARTING && state.phase() != StackState.Phase.RUNNING) {
      return; // What stops now is no news: the failure is.
    }
    for (StackState.Entry entry : state.processes()) {
      String line = entry.state() + (entry.detail().isEmpty() ? "" : ": " + entry.detail());
      if (!line.equals(shown.put(entry.name(), line)) && !line.equals("waiting")) {
        out.printf("  %-10s %s%n", entry.name(), line);
      }
    }
    out.flush();
  }

  private void stop() {
    file.readLive().flatMap(s -> ProcessHandle.of(s.supervisor())).ifPresent(this::stop);
  }

  private void stop(ProcessHandle supervisor) {
    supervisor.destroy();
    try {
      supervisor.onExit().get(DownCommand.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      supervisor.destroyForcibly();
    }
  }
}
