package org.vigil.training.pool;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.retry.ExponentialBackoff;
import org.vigil.training.feedback.LabelledCase;
import org.vigil.training.feedback.LabelledPool;
import org.vigil.training.feedback.PoolQuery;
import org.vigil.training.feedback.PoolUnavailableException;

/** The service's pool: starts as soon as broker and topics are there. Thread-safe. */
@Singleton
public class PoolLifecycle implements LabelledPool {
  private static final Logger LOG = Logger.getLogger(PoolLifecycle.class);

  private final KafkaSettings kafka;
  private final PoolSettings settings;
  private final Instance<PoolListener> listeners;
  private final ExponentialBackoff backoff =
      new ExponentialBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);
  private volatile Optional<StreamsPool> pool = Optional.empty();
  private volatile boolean cannotStart;
  private Thread starter;

  PoolLifecycle(KafkaSettings kafka, PoolSettings settings, Instance<PoolListener> listeners) {
    this.kafka = kafka;
    this.settings = settings;
    this.listeners = listeners; // Some of them ask the pool: they are made after it.
  }

  void onStart(@Observes StartupEvent event) {
    PoolListener everyone = new Everyone(listeners.stream().toList());
    starter = Thread.ofPlatform().daemon().name("pool-start").start(() -> start(everyone));
  }

  private void start(PoolListener everyone) {
    Random random = new Random();
    try {
      for (int tries = 1; !topicsAreThere(); tries++) {
        Thread.sleep(backoff.delay(tries, random));
      }
      pool = Optional.of(StreamsPool.start(kafka, settings, everyone));
    } catch (InterruptedException e) {
      LOG.info("stopped before the broker was there");
    } catch (RuntimeException e) {
      LOG.error("the labelled pool cannot start; liveness says so", e);
      cannotStart = true;
    }
  }

  private boolean topicsAreThere() throws InterruptedException {
    try (Admin admin = Admin.create(kafka.clientProperties())) {
      Set<String> there = admin.listTopics().names().get();
      return there.containsAll(PoolTopology.SOURCES);
    } catch (ExecutionException | KafkaException e) {
      LOG.warnf("waiting for the broker: %s", e);
      return false;
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    starter.interrupt();
    pool.ifPresent(StreamsPool::close);
  }

  private StreamsPool running() {
    return pool.orElseThrow(
        () -> new PoolUnavailableException("the labelled pool is not there yet", null));
  }

  @Override
  public List<LabelledCase> find(PoolQuery query) {
    return running().find(query);
  }

  @Override
  public Optional<LabelledCase> find(String studyId) {
    return running().find(studyId);
  }

  @Override
  public boolean isErased(String studyId) {
    return running().isErased(studyId);
  }

  public boolean isRunning() {
    return pool.filter(StreamsPool::isRunning).isPresent();
  }

  /** Whether only a restart of the service can help. */
  public boolean hasFailed() {
    return cannotStart || pool.filter(StreamsPool::hasFailed).isPresent();
  }

  private record Everyone(List<PoolListener> listeners) implements PoolListener {
    @Override
    public void verdict(LabelledCase labelled) {
      listeners.forEach(listener -> listener.verdict(labelled));
    }

    @Override
    public void erased(String studyId) {
      listeners.forEach(listener -> listener.erased(studyId));
    }
  }
}
