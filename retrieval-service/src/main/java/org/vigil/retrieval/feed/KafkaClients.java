package org.vigil.retrieval.feed;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.vigil.platform.event.KafkaSettings;

/** Makes the feed's Kafka clients, which the caller closes. */
public final class KafkaClients {
  private static final int GATHER_BYTES = 1 << 20;
  private static final int GATHER_MILLIS = 1000;

  private final KafkaSettings settings;

  public KafkaClients(KafkaSettings settings) {
    this.settings = settings;
  }

  /**
   * A consumer in no group that sees committed records only. The broker gathers for it: each batch
   * makes a new Lucene segment and a new searcher, which costs the same for one study as for ten,
   * and nobody looks for a case within a second of its score.
   */
  Consumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = settings.clientProperties();
    properties.put("isolation.level", "read_committed");
    properties.put("auto.offset.reset", "earliest");
    properties.put("allow.auto.create.topics", false);
    properties.put("enable.auto.commit", false);
    properties.put("fetch.min.bytes", GATHER_BYTES);
    properties.put("fetch.max.wait.ms", GATHER_MILLIS);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A producer for dead letters. */
  Producer<byte[], byte[]> producer() {
    Map<String, Object> properties = settings.clientProperties();
    properties.put("acks", "all");
    properties.put("enable.idempotence", true);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
