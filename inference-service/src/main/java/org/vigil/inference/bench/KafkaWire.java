package org.vigil.inference.bench;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.vigil.inference.config.CommandLineSettings;
import org.vigil.inference.flow.ScoringClients;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.store.ObjectStore;
import org.vigil.platform.store.S3ObjectStore;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topics;

/** A real broker and a real store, with the clients that the service uses. */
final class KafkaWire implements Wire {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ObjectStore store;
  private final EventPublisher publisher;
  private final ScoringClients clients;

  /**
   * Connects to a store with the credentials in {@code VIGIL_STORE_ACCESS_KEY} and {@code
   * VIGIL_STORE_SECRET_KEY}.
   */
  static KafkaWire connect(String bootstrapServers, URI store) {
    return new KafkaWire(
        CommandLineSettings.kafka(bootstrapServers),
        S3ObjectStore.connect(CommandLineSettings.store(store)));
  }

  KafkaWire(KafkaSettings kafka, ObjectStore store) {
    this.store = store;
    this.publisher = EventPublisher.connect(kafka, PATIENCE);
    this.clients = new ScoringClients(kafka, "bench");
  }

  @Override
  public void put(String objectKey, byte[] png) {
    store.put(ObjectKeys.images(objectKey), png, "image/png");
  }

  @Override
  public byte[] fetch(NormalisedImage image) {
    return store.get(ObjectKeys.images(image.getObjectKey()));
  }

  @Override
  public void send(StudyReady study) {
    Envelope envelope = Envelope.of(study.getStudyId(), "/vigil/bench", Instant.now());
    publisher
        .publish(Topics.studiesReady(study.getPriority()), study.getStudyId(), study, envelope)
        .join();
  }

  @Override
  public Consumer<byte[], byte[]> consumer(int maxPrepared) {
    return clients.consumer(maxPrepared);
  }

  @Override
  public Producer<byte[], byte[]> producer() {
    return clients.producer();
  }

  @Override
  public void close() {
    publisher.close();
  }
}
