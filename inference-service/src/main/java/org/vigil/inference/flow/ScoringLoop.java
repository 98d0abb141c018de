package org.vigil.inference.flow;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Random;
import org.jboss.logging.Logger;
import org.vigil.inference.config.InferenceSettings;
import org.vigil.inference.lifecycle.EssentialThread;
import org.vigil.inference.model.ModelFollower;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.retry.ExponentialBackoff;

/** Keeps a {@link ScoringSession} going, with a new one after each failure. */
@ApplicationScoped
public class ScoringLoop {
  private static final Logger LOG = Logger.getLogger(ScoringLoop.class);
  private static final Duration CATCH_UP_POLL = Duration.ofMillis(50);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final ScoringClients clients;
  private final InferenceSettings settings;
  private final ModelFollower models;
  private final FlowParts parts;
  private final ExponentialBackoff backoff =
      new ExponentialBackoff(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2);
  private volatile boolean stopping;
  private volatile ScoringSession session;
  private Thread thread;

  ScoringLoop(
      KafkaSettings kafka, InferenceSettings settings, ModelFollower models, FlowParts parts) {
    this.clients = new ScoringClients(kafka, settings.instance());
    this.settings = settings;
    this.models = models;
    this.parts = parts;
  }

  void onStart(@Observes StartupEvent event) {
    thread = EssentialThread.start("scoring-loop", this::run);
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    thread.join(STOP_LIMIT);
  }

  /** Whether studies are being consumed. */
  public boolean isConsuming() {
    ScoringSession current = session;
    return current != null && current.isAssigned();
  }

  private void run() {
    for (int failures = 0; !stopping; ) {
      try (ScoringSession next = session()) {
        session = next;
        awaitModels();
        next.start();
        while (!stopping) {
          next.turn();
          failures = 0;
        }
      } catch (RuntimeException e) {
        failures++;
        LOG.warnf("a new scoring session after: %s", e);
        pause(failures);
      }
    }
  }

  private ScoringSession session() {
    return new ScoringSession(
        clients.consumer(settings.maxPrepared()),
        new BatchPublisher(clients.producer(), parts.events(), parts.metrics()),
        parts,
        settings.maxPrepared());
  }

  private void awaitModels() {
    while (!models.isCaughtUp() && !stopping) {
      sleep(CATCH_UP_POLL);
    }
  }

  private void pause(int failures) {
    sleep(backoff.delay(failures, new Random()));
  }

  private void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
  }
}
