package org.vigil.local.supervise;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.vigil.embedded.process.ServerSpec;
import org.vigil.local.log.BoundedLog;
import org.vigil.local.log.LogPump;

/**
 * One process that is kept running: started, watched, and started again when it ends by itself.
 * Thread-safe. Each has a thread of its own that lives from {@link #start()} to {@link #stop()}.
 */
public final class SupervisedProcess {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final ServerSpec spec;
  private final BoundedLog log;
  private final RestartPolicy policy;
  private final RandomGenerator random;
  private final Clock clock;
  private final Consumer<ProcessView> listener;
  private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;

  private volatile ProcessState state = new ProcessState.Waiting();
  private volatile int restarts;
  private Process process; // guarded by this

  /**
   * @param listener told of every change of state, on the supervising thread; it must not block
   */
  public SupervisedProcess(
      ServerSpec spec,
      BoundedLog log,
      RestartPolicy policy,
      RandomGenerator random,
      Clock clock,
      Consumer<ProcessView> listener) {
    this.spec = spec;
    this.log = log;
    this.policy = policy;
    this.random = random;
    this.clock = clock;
    this.listener = listener;
    this.thread =
        Thread.ofPlatform().daemon().name("supervise-" + spec.name()).unstarted(this::supervise);
  }

  /** Begins to run the process; returns at once. Call once. */
  public void start() {
    thread.start();
  }

  /**
   * Completes when the process is ready for the first time, and fails with {@link
   * StartFailedException} when it used up its tries.
   */
  public CompletableFuture<Void> firstReady() {
    return firstReady.copy();
  }

  public ProcessView view() {
    return new ProcessView(spec.name(), state, restarts);
  }

  /** Ends the process that runs now as a crash would (SIGKILL); it is started again. */
  public synchronized void kill() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** Ends the process for good: in order (SIGTERM), by force when that takes too long. */
  public void stop() {
    stopping.countDown();
    Process running = current();
    if (running != null) {
      running.destroy();
      if (!ended(running, STOP_LIMIT)) {
        running.destroyForcibly();
        ended(running, STOP_LIMIT);
      }
    }
    firstReady.completeExceptionally(new StartFailedException(spec.name() + " was stopped"));
    become(new ProcessState.Stopped());
  }

  private synchronized Process current() {
    return process;
  }

  private void supervise() {
    int failures = 0;
    while (!isStopping()) {
      Incarnation run = runOnce();
      if (isStopping()) {
        return;
      }
      failures = run.readyFor().compareTo(policy.settled()) >= 0 ? 1 : failures + 1;
      if (!firstReady.isDone() && (run.tookTooLong() || failures >= policy.firstTries())) {
        giveUp(run.why());
        return;
      }
      Duration delay = policy.backoff().delay(failures, random);
      become(new ProcessState.BackingOff(run.why(), delay));
      pause(delay);
      restarts++;
    }
  }

  private void giveUp(String why) {
    become(new ProcessState.GaveUp(why));
    firstReady.completeExceptionally(new StartFailedException(spec.name() + " " + why));
  }

  /** How one life of the process went: how long it was ready, and why it ended. */
  private record Incarnation(Duration readyFor, boolean tookTooLong, String why) {
    static Incarnation neverReady(String why) {
      return new Incarnation(Duration.ZERO, false, why);
    }
  }

  private Incarnation runOnce() {
    try {
      Process running = launch();
      if (!becomesReady(running)) {
        return new Incarnation(Duration.ZERO, running.isAlive(), whyNotReady(running));
      }
      Instant since = clock.instant();
      become(new ProcessState.Ready(running.pid(), since));
      firstReady.complete(null);
      boolean hung = watch(running);
      String why = hung ? "hung (no sign of life) and was killed" : whyEnded(running);
      return new Incarnation(Duration.between(since, clock.instant()), false, why);
    } catch (IOException e) {
      return Incarnation.neverReady("could not be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Incarnation.neverReady("was interrupted");
    }
  }

  /** Returns when the process has ended; true if it hung, and was ended for that. */
  private boolean watch(Process running) throws InterruptedException {
    int silences = 0;
    while (!running.waitFor(policy.askEvery().toMillis(), TimeUnit.MILLISECONDS)) {
      silences = isStopping() || spec.alive().isReady() ? 0 : silences + 1;
      if (silences >= policy.silences()) {
        running.destroyForcibly().waitFor();
        return true;
      }
    }
    return false;
  }

  private synchronized Process launch() throws IOException {
    if (isStopping()) { // stop() has looked already and saw no process.
      throw new IOException("the stack is stopping");
    }
    log.line("--- starting " + spec.name() + " " + clock.instant() + " ---");
    process = spec.processBuilder().start();
    LogPump.start(spec.name(), process, log);
    become(new ProcessState.Starting(process.pid(), clock.instant()));
    return process;
  }

  private boolean becomesReady(Process running) {
    Instant deadline = clock.instant().plus(spec.startLimit());
    while (running.isAlive() && !isStopping() && clock.instant().isBefore(deadline)) {
      if (spec.ready().isReady()) {
        return true;
      }
      ended(running, POLL);
    }
    return false;
  }

  private String whyNotReady(Process running) throws InterruptedException {
    if (!running.isAlive()) {
      return whyEnded(running) + " while starting" + lastWords();
    }
    running.destroyForcibly().waitFor();
    return "was not ready after %d s".formatted(spec.startLimit().toSeconds()) + lastWords();
  }

  private static String whyEnded(Process ended) throws InterruptedException {
    int status = ended.waitFor();
    // A JVM that a signal ends leaves with 128 + its number.
    return status > 128 ? "was ended by signal " + (status - 128) : "ended with status " + status;
  }

  private String lastWords() {
    String line = log.lastTellingLine();
    return line.isEmpty() ? "" : "; its log says: " + line;
  }

  private void become(ProcessState next) {
    if (isStopping() && !(next instanceof ProcessState.Stopped)) {
      return;
    }
    state = next;
    listener.accept(view());
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void pause(Duration delay) {
    try {
      stopping.await(delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean ended(Process running, Duration limit) {
    try {
      return running.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
