package org.vigil.inference.archive;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.vigil.inference.config.InferenceSettings;
import org.vigil.inference.lifecycle.EssentialThread;
import org.vigil.inference.model.HostedModel;
import org.vigil.inference.model.ModelDirectory;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.schemas.event.BundleRef;

/**
 * Keeps the archive embedded in the spaces of every slot's active and shadow bundle. Whenever one
 * of them changes, and from time to time, it goes on for each bundle from where that bundle's
 * consumer group stands: after a rollback, too, with exactly what came meanwhile.
 */
@ApplicationScoped
class ArchiveKeeper {
  private static final Logger LOG = Logger.getLogger(ArchiveKeeper.class);

  /** How often it looks whether the bundles have changed. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** How long a study waits for a quiet device; then the archive waits for another time. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** How long one poll's records may take, but for the last of them. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** When it goes on with what did not come to its end. */
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private static final Duration PUBLISH_LIMIT = Duration.ofSeconds(20);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final KafkaSettings kafka;
  private final InferenceSettings settings;
  private final ModelDirectory models;
  private final ArchiveEmbedder embedder;
  private final ArchiveMetrics metrics;
  private final Clock clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private Thread thread;

  ArchiveKeeper(
      KafkaSettings kafka,
      InferenceSettings settings,
      ModelDirectory models,
      ArchiveEmbedder embedder,
      ArchiveMetrics metrics,
      Clock clock) {
    this.kafka = kafka;
    this.settings = settings;
    this.models = models;
    this.embedder = embedder;
    this.metrics = metrics;
    this.clock = clock;
  }

  void onStart(@Observes StartupEvent event) {
    if (!settings.archive().every().isZero()) {
      thread = EssentialThread.start("archive-keeper", this::run);
    }
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    stop.countDown();
    if (thread != null) {
      thread.join(STOP_LIMIT);
    }
  }

  private void run() {
    List<BundleRef> kept = List.of();
    long due = System.nanoTime();
    try {
      while (!stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        List<BundleRef> bundles = bundles();
        if (!bundles.equals(kept) || System.nanoTime() - due >= 0) {
          Duration pause = keepAll(bundles) ? settings.archive().every() : AGAIN;
          kept = bundles;
          due = System.nanoTime() + pause.toNanos();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What looks up now comes first, then what may look up next. */
  private List<BundleRef> bundles() {
    return models.slots().values().stream()
        .flatMap(slot -> Stream.of(slot.active(), slot.shadow()))
        .flatMap(Optional::stream)
        .map(HostedModel::ref)
        .toList();
  }

  /** Whether it came to the end for all of them. */
  private boolean keepAll(List<BundleRef> bundles) throws InterruptedException {
    boolean ended = true;
    for (BundleRef bundle : bundles) {
      ended &= stop.getCount() > 0 && keep(bundle);
    }
    return ended;
  }

  private boolean keep(BundleRef bundle) throws InterruptedException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bundle);
        EventPublisher publisher = EventPublisher.connect(kafka, PUBLISH_LIMIT)) {
      return new ArchivePass(
              consumer,
              publisher,
              embedder,
              metrics,
              bundle,
              clock,
              LONGEST,
              () -> stop.getCount() == 0)
          .run();
    } catch (RuntimeException e) {
      LOG.warnf("the archive is embedded for %s another time: %s", bundle, e);
      return false;
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(BundleRef bundle) {
    Map<String, Object> properties = kafka.clientProperties();
    properties.put(
        "group.id",
        "vigil-inference-archive-%s-%s".formatted(bundle.getSlot(), bundle.getVersion()));
    // A restarted instance goes on with its dead self's partitions at once.
    properties.put("group.instance.id", settings.instance());
    properties.put("session.timeout.ms", 15_000);
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "earliest");
    properties.put("isolation.level", "read_committed");
    properties.put("max.poll.records", ArchivePass.POLLED);
    // The longest of a poll's records, and the last one's wait and pass.
    properties.put("max.poll.interval.ms", (int) LONGEST.plus(PATIENCE).multipliedBy(2).toMillis());
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
