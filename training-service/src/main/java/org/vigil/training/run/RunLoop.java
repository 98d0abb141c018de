package org.vigil.training.run;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.jboss.logging.Logger;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.platform.retry.ExponentialBackoff;
import org.vigil.platform.store.StoreUnavailableException;
import org.vigil.training.feedback.PoolUnavailableException;
import org.vigil.training.registry.RefusedException;
import org.vigil.training.topic.RegistryFollower;

/** Works on one run after the other, on one thread. */
@Singleton
public class RunLoop {
  private static final Logger LOG = Logger.getLogger(RunLoop.class);

  private final RunDesk desk;
  private final RunPreparation preparation;
  private final RunWork work;
  private final RunArchive archive;
  private final RegistryFollower follower;
  private final Clock clock = Clock.systemUTC();
  private final ExponentialBackoff backoff =
      new ExponentialBackoff(Duration.ofMillis(500), Duration.ofSeconds(30), 0.2);
  private volatile boolean stopping;
  private Thread thread;

  RunLoop(
      RunDesk desk,
      RunPreparation preparation,
      RunWork work,
      RunArchive archive,
      RegistryFollower follower) {
    this.desk = desk;
    this.preparation = preparation;
    this.work = work;
    this.archive = archive;
    this.follower = follower;
  }

  void onStart(@Observes StartupEvent event) {
    thread = Thread.ofPlatform().daemon().name("runs").start(this::loop);
  }

  void onStop(@Observes ShutdownEvent event) {
    stopping = true;
    thread.interrupt();
  }

  private void loop() {
    try {
      follower.awaitCaughtUp();
      int failures = 0;
      while (!stopping) {
        try {
          Run run = desk.next();
          end(run).ifPresent(end -> desk.end(run, end));
          failures = 0;
        } catch (RuntimeException e) { // Such as a full disk: the run is still open, and is next.
          failures++;
          LOG.error("a run's state cannot be kept; it is taken up again", e);
          Thread.sleep(backoff.delay(failures, new Random()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // What was running goes on when the service is back.
    }
  }

  /** How a run ends; empty where the service ends first. */
  private Optional<RunState> end(Run run) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return attempt(run);
      } catch (RunFailedException | RefusedException e) {
        return Optional.of(new RunState.Failed(clock.instant(), e.getMessage()));
      } catch (StoreUnavailableException
          | BrokerUnavailableException
          | PoolUnavailableException e) {
        LOG.warnf("run %s again after: %s", run.id(), e);
        Thread.sleep(backoff.delay(tries, new Random()));
        Optional<RunState> wanted = desk.wantedEnd();
        if (wanted.isPresent()) {
          return wanted;
        }
      } catch (RuntimeException e) {
        LOG.errorf(e, "run %s failed", run.id());
        return Optional.of(new RunState.Failed(clock.instant(), String.valueOf(e)));
      }
    }
  }

  private Optional<RunState> attempt(Run run) throws InterruptedException {
    desk.uses(preparation.prepare(run, archive.folder(run.id())));
    Optional<RunState.Succeeded> done =
        work.run(run, desk::at, () -> stopping || desk.wantedEnd().isPresent());
    return stopping ? Optional.empty() : done.<RunState>map(d -> d).or(desk::wantedEnd);
  }
}
