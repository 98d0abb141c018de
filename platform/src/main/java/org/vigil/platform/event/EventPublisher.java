package org.vigil.platform.event;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.vigil.schemas.topic.Topic;

/**
 * Publishes events outside of transactions: idempotent producer, acks=all. Thread-safe; owns its
 * producer.
 *
 * <p>The future completes when the broker has the record on all in-sync replicas, and fails with
 * {@link BrokerUnavailableException} when it does not within the time limit. A failed publish may
 * still have happened: repeat it with the same {@link Envelope#id()}.
 */
public final class EventPublisher implements AutoCloseable {
  private final Producer<String, byte[]> producer;

  public EventPublisher(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  /** A publisher that gives up after {@code timeLimit}. */
  public static EventPublisher connect(KafkaSettings settings, Duration timeLimit) {
    Map<String, Object> properties = settings.clientProperties();
    int limit = Math.toIntExact(timeLimit.toMillis());
    properties.put("acks", "all");
    properties.put("enable.idempotence", true);
    properties.put("linger.ms", 2);
    properties.put("compression.type", "none");
    properties.put("delivery.timeout.ms", limit);
    properties.put("request.timeout.ms", Math.max(1, limit - 10));
    properties.put("max.block.ms", limit);
    return new EventPublisher(
        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer()));
  }

  public <T extends SpecificRecord> CompletableFuture<Void> publish(
      Topic<T> topic, String key, T event, Envelope envelope) {
    return publish(EventRecords.record(topic, key, event, envelope));
  }

  /** Publishes a record that {@link EventRecords} made. */
  public CompletableFuture<Void> publish(ProducerRecord<String, byte[]> record) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      producer.send(record, (metadata, failure) -> finish(done, failure));
    } catch (RuntimeException e) { // send() itself throws when it cannot get metadata in time.
      finish(done, e);
    }
    return done;
  }

  private static void finish(CompletableFuture<Void> done, Exception failure) {
    if (failure == null) {
      done.complete(null);
    } else {
      done.completeExceptionally(new BrokerUnavailableException(failure));
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
