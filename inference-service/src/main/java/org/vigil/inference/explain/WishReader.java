package org.vigil.inference.explain;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.vigil.inference.config.InferenceSettings;
import org.vigil.inference.lifecycle.EssentialThread;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.retry.ExponentialBackoff;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.codec.UnreadableEventException;
import org.vigil.schemas.event.ExplanationWanted;
import org.vigil.schemas.topic.Topics;

/**
 * Reads readers' wishes for heat maps. Instances share them as a consumer group. A wish that is
 * lost with its instance is asked for again by its reader: positions are committed by themselves.
 */
@ApplicationScoped
class WishReader {
  private static final Logger LOG = Logger.getLogger(WishReader.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaSettings kafka;
  private final InferenceSettings settings;
  private final WantedExplanations explanations;
  private final EventCodec<ExplanationWanted> codec = EventCodec.of(ExplanationWanted.class);
  private final ExponentialBackoff backoff =
      new ExponentialBackoff(Duration.ofMillis(500), Duration.ofSeconds(30), 0.2);
  private volatile boolean stopping;
  private Thread thread;
  private int failures; // In a row; of the reader's thread.

  WishReader(KafkaSettings kafka, InferenceSettings settings, WantedExplanations explanations) {
    this.kafka = kafka;
    this.settings = settings;
    this.explanations = explanations;
  }

  void onStart(@Observes StartupEvent event) {
    if (settings.explanations().enabled()) {
      thread = EssentialThread.start("explanation-wishes", this::run);
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    stopping = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run() {
    while (!stopping) {
      try {
        read();
      } catch (InterruptedException e) {
        return; // Stopped.
      } catch (RuntimeException e) {
        if (!stopping) {
          LOG.warnf("reading wishes for heat maps again after: %s", e);
          pause();
        }
      }
    }
  }

  private void read() throws InterruptedException {
    try (var consumer =
        new KafkaConsumer<>(
            properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topics.EXPLANATIONS_WANTED.name()));
      while (!stopping) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record);
        }
        failures = 0;
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    try {
      explanations.take(codec.decode(record.value()));
    } catch (UnreadableEventException e) {
      LOG.errorf("%s@%d is no wish and changes nothing", record.topic(), record.offset());
    }
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = kafka.clientProperties();
    properties.put("group.id", "vigil-inference-explanations");
    properties.put("auto.offset.reset", "earliest"); // Old wishes are passed over.
    properties.put("max.poll.records", 8);
    return properties;
  }

  private void pause() {
    try {
      Thread.sleep(backoff.delay(++failures, new Random()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
  }
}
