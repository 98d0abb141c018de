package org.vigil.local.supervisor;

import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.stack.StackException;
import org.vigil.local.stack.StackListener;
import org.vigil.local.stack.StackSettings;
import org.vigil.local.supervise.ProcessView;

/**
 * Runs a {@link LocalStack} until this JVM is told to end, and keeps the state file true meanwhile.
 */
public final class Supervisor {
  private final StackSettings settings;
  private final String build;
  private final PrintStream journal;
  private final StateFile file;
  private final LocalStack stack;
  private volatile StackState.Phase phase = StackState.Phase.STARTING;

  /**
   * @param build stamp of the tree that runs
   * @param journal gets a line for every change
   */
  public Supervisor(StackSettings settings, String build, PrintStream journal) {
    this.settings = settings;
    this.build = build;
    this.journal = journal;
    this.file = new StateFile(settings.folders().state());
    this.stack = new LocalStack(settings, new Journal());
  }

  /**
   * Starts the stack and then waits for ever; SIGTERM or Ctrl-C stops the stack in order.
   *
   * @param whenRunning run once, when all is healthy
   * @throws StackException if the stack does not come up
   */
  public void run(Runnable whenRunning) throws InterruptedException {
    file.readLive().ifPresent(Supervisor::refuse);
    file.read().ifPresent(Leftovers::end);
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "stop-stack"));
    publish("");
    try {
      stack.start();
    } catch (StackException e) {
      phase = StackState.Phase.FAILED;
      publish(e.getMessage());
      throw e;
    }
    phase = StackState.Phase.RUNNING;
    publish("");
    whenRunning.run();
    new CountDownLatch(1).await();
  }

  private static void refuse(StackState state) {
    throw new StackException(
        "a stack runs here already (supervisor pid %d): ./vigil down stops it"
            .formatted(state.supervisor()));
  }

  private void shutDown() {
    if (phase == StackState.Phase.FAILED) {
      return; // Nothing runs, and the state says why.
    }
    phase = StackState.Phase.STOPPING;
    publish("");
    stack.close();
    file.delete();
  }

  /** Writes what happens into the journal and the state file. */
  private final class Journal implements StackListener {
    @Override
    public void changed(ProcessView process) {
      Supervisor.this.changed(process);
    }

    @Override
    public void note(String line) {
      journal.printf("%s %s%n", Instant.now().truncatedTo(ChronoUnit.SECONDS), line);
    }
  }

  private void changed(ProcessView view) {
    String detail = view.state().detail().isEmpty() ? "" : ": " + view.state().detail();
    journal.printf(
        "%s %-9s %s%s%n",
        Instant.now().truncatedTo(ChronoUnit.SECONDS), view.name(), view.state().word(), detail);
    if (phase != StackState.Phase.FAILED) {
      publish("");
    }
  }

  private synchronized void publish(String failure) {
    ProcessHandle self = ProcessHandle.current();
    file.write(
        new StackState(
            self.pid(),
            StackState.startOf(self),
            phase,
            failure,
            build,
            settings.ports().byName(),
            entries()));
  }

  private List<StackState.Entry> entries() {
    return stack.views().stream()
        .map(
            view ->
                new StackState.Entry(
                    view.name(),
                    view.state().word(),
                    view.state().pid().orElse(0),
                    view.restarts(),
                    view.state().detail()))
        .toList();
  }
}
