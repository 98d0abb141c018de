package org.vigil.ingest.config;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.vigil.ingest.dicom.storage.Catalogue;
import org.vigil.ingest.dicom.storage.InstanceIndex;
import org.vigil.ingest.dicomweb.Exports;
import org.vigil.ingest.erasure.ErasureFollower;
import org.vigil.ingest.erasure.IdentityTraces;
import org.vigil.ingest.erasure.ImageUses;
import org.vigil.ingest.erasure.RetentionRound;
import org.vigil.ingest.erasure.StudyEraser;
import org.vigil.ingest.order.OrderBook;
import org.vigil.platform.audit.AuditDesk;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.event.WholeTopic;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.topic.Topics;

/** Carries out erasures as long as the service runs. */
@ApplicationScoped
class ErasureDoor {
  private static final Logger LOG = Logger.getLogger(ErasureDoor.class);
  private static final String GROUP = "vigil-ingest-erasure";

  /** One erasure reads all of images.uses; of a large house that takes minutes. */
  private static final Duration LONGEST_ERASURE = Duration.ofHours(2);

  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("retention").factory());

  @Produces
  @Singleton
  ImageUses uses(KafkaSettings kafka, EventPublisher publisher) {
    return new ImageUses(
        each -> WholeTopic.read(kafka.clientProperties(), Topics.IMAGES_USES.name(), each),
        publisher);
  }

  @Produces
  @Singleton
  StudyEraser eraser(
      ObjectStore store,
      ImageUses uses,
      InstanceIndex index,
      Catalogue catalogue,
      Exports exports,
      AuditDesk audit) {
    IdentityTraces identities =
        new IdentityTraces(store, index, catalogue, new OrderBook(store), exports.desk());
    return new StudyEraser(store, uses, identities, audit::record);
  }

  @Produces
  @Singleton
  ErasureFollower follower(KafkaSettings kafka, StudyEraser eraser) {
    return new ErasureFollower(
        () ->
            new KafkaConsumer<>(
                consumer(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        () ->
            new KafkaProducer<>(
                kafka.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer()),
        eraser);
  }

  private static Map<String, Object> consumer(KafkaSettings kafka) {
    Map<String, Object> properties = kafka.clientProperties();
    properties.put("group.id", GROUP);
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "earliest");
    properties.put("isolation.level", "read_committed");
    properties.put("max.poll.records", 1);
    properties.put("max.poll.interval.ms", Math.toIntExact(LONGEST_ERASURE.toMillis()));
    return properties;
  }

  void start(
      @Observes StartupEvent event,
      ErasureFollower follower,
      IngestSettings settings,
      ImageUses uses,
      ObjectStore store,
      EventPublisher publisher,
      AuditDesk audit,
      Clock clock) {
    follower.start();
    long every = settings.erasure().every().toMillis();
    settings
        .erasure()
        .keep()
        .map(keep -> new RetentionRound(uses, store, publisher, audit::record, keep, clock))
        .ifPresent(
            round ->
                rounds.scheduleWithFixedDelay(
                    () -> go(round), every, every, TimeUnit.MILLISECONDS));
  }

  /** A round that fails is made up for by the next. */
  private static void go(RetentionRound round) {
    try {
      round.run();
    } catch (RuntimeException e) {
      LOG.warn("the studies that are due could not all be asked to be erased", e);
    }
  }

  void stop(@Observes ShutdownEvent event, ErasureFollower follower) {
    rounds.shutdownNow();
    follower.close();
  }
}
