package org.vigil.training.seed;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.platform.retry.ExponentialBackoff;
import org.vigil.platform.store.StoreUnavailableException;
import org.vigil.training.topic.RegistryFollower;

/**
 * Brings the registry up: reads the topics to their end, then imports the seed bundles, and repeats
 * the import for as long as the store or the broker does not answer.
 */
@ApplicationScoped
public class RegistryStart {
  private static final Logger LOG = Logger.getLogger(RegistryStart.class);

  private final RegistryFollower follower;
  private final SeedImport seeds;
  private final TrainingSettings settings;
  private final ExponentialBackoff backoff =
      new ExponentialBackoff(Duration.ofMillis(500), Duration.ofSeconds(15), 0.2);
  private volatile Optional<List<SeedOutcome>> outcomes = Optional.empty();
  private volatile String trouble = "";
  private Thread thread;

  RegistryStart(RegistryFollower follower, SeedImport seeds, TrainingSettings settings) {
    this.follower = follower;
    this.seeds = seeds;
    this.settings = settings;
  }

  void onStart(@Observes StartupEvent event) {
    follower.start();
    thread = Thread.ofVirtual().name("seed-import").start(this::run);
  }

  void onStop(@Observes ShutdownEvent event) {
    thread.interrupt();
    follower.close();
  }

  /** What became of the seed folders; empty while the import is not over. */
  public Optional<List<SeedOutcome>> outcomes() {
    return outcomes;
  }

  /** Why the import is not over yet; empty where nothing is wrong. */
  public String trouble() {
    return trouble;
  }

  private void run() {
    try {
      follower.awaitCaughtUp();
      for (int tries = 1; outcomes.isEmpty(); tries++) {
        attempt(tries);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt(int tries) throws InterruptedException {
    try {
      outcomes = Optional.of(settings.seedBundles().map(seeds::importAll).orElse(List.of()));
      trouble = "";
    } catch (StoreUnavailableException | BrokerUnavailableException e) {
      trouble = e.getMessage();
      LOG.warnf("importing the seed bundles again: %s (%s)", e.getMessage(), e.getCause());
      Thread.sleep(backoff.delay(tries, RandomGenerator.getDefault()));
    } catch (RuntimeException e) { // The service serves what is registered, and says what is wrong.
      LOG.error("importing the seed bundles failed", e);
      outcomes =
          Optional.of(List.of(new SeedOutcome("", SeedOutcome.Result.REFUSED, String.valueOf(e))));
    }
  }
}
