package org.vigil.retrieval.upkeep;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Does its chores when they are due; one thread of low priority. */
public final class Upkeep implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Upkeep.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final List<Chore> chores;
  private final Clock clock;
  private final Duration look;
  private final Map<String, Instant> done = new HashMap<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private Thread thread;

  /**
   * Something to do from time to time.
   *
   * @param name for the log
   * @param every how long after the last time; never if zero
   * @param action returns whether there was something to do; false is asked again soon
   */
  public record Chore(String name, Duration every, Action action) {}

  /** What a chore does. */
  @FunctionalInterface
  public interface Action {
    boolean run() throws IOException;
  }

  /**
   * @param look how often it looks whether something is due
   */
  public Upkeep(List<Chore> chores, Clock clock, Duration look) {
    this.chores = List.copyOf(chores);
    this.clock = clock;
    this.look = look;
  }

  public void start() {
    thread =
        Thread.ofPlatform()
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .name("retrieval-upkeep")
            .start(this::run);
  }

  private void run() {
    try {
      while (!stop.await(look.toMillis(), TimeUnit.MILLISECONDS)) {
        chores.forEach(this::doIfDue);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void doIfDue(Chore chore) {
    Instant last = done.getOrDefault(chore.name(), Instant.MIN);
    boolean due = last.equals(Instant.MIN) || !clock.instant().isBefore(last.plus(chore.every()));
    if (chore.every().isZero() || !due || stop.getCount() == 0) {
      return;
    }
    try {
      if (chore.action().run()) {
        done.put(chore.name(), clock.instant());
      }
    } catch (IOException | RuntimeException e) {
      LOG.warnf(e, "%s failed and is tried again", chore.name());
      done.put(chore.name(), clock.instant());
    }
  }

  /** Ends after the present chore. */
  @Override
  public void close() {
    stop.countDown();
    try {
      if (thread != null) {
        thread.join(STOP_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
