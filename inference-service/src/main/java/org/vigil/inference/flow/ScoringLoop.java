package org.vigil.inference.flow;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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

  private final KafkaSettings kafka;
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
    this.kafka = kafka;
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
        consumer(),
        new BatchPublisher(producer(), parts.events(), parts.metrics()),
        parts,
        settings.maxPrepared());
  }

  private void awaitModels() {
    while (!models.isCaughtUp() && !stopping) {
      sleep(CATCH_UP_POLL);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = kafka.clientProperties();
    properties.put("group.id", "vigil-inference");
    // A restarted instance takes its dead self's partitions over without waiting for the session to
    // time out.
    properties.put("group.instance.id", settings.instance());
    properties.put("session.timeout.ms", 15_000);
    // Instances that come and go take over what they must and leave the others at work.
    properties.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "earliest");
    properties.put("isolation.level", "read_committed");
    properties.put("max.poll.records", Math.max(1, settings.maxPrepared() / 2));
    properties.put("fetch.max.wait.ms", 100);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> properties = kafka.clientProperties();
    properties.put("transactional.id", "vigil-inference-" + settings.instance());
    properties.put("transaction.timeout.ms", 15_000);
    properties.put("max.block.ms", 15_000);
    properties.put("delivery.timeout.ms", 15_000);
    properties.put("request.timeout.ms", 10_000);
    properties.put("linger.ms", 0);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
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
