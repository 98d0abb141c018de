package org.vigil.inference.flow;

import java.util.Map;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.vigil.platform.event.KafkaSettings;

/**
 * The Kafka clients of a {@link ScoringSession}: members of one consumer group, who publish in
 * transactions.
 */
public final class ScoringClients {
  private static final String GROUP = "vigil-inference";

  private final KafkaSettings kafka;
  private final String instance;

  /**
   * @param instance stable over restarts, different for every instance
   */
  public ScoringClients(KafkaSettings kafka, String instance) {
    this.kafka = kafka;
    this.instance = instance;
  }

  /**
   * @param maxPrepared most studies of each line that the session holds
   */
  public KafkaConsumer<byte[], byte[]> consumer(int maxPrepared) {
    Map<String, Object> properties = kafka.clientProperties();
    properties.put("group.id", GROUP);
    // A restarted instance takes its dead self's partitions over without waiting for the session to
    // time out.
    properties.put("group.instance.id", instance);
    properties.put("session.timeout.ms", 15_000);
    // Instances that come and go take over what they must and leave the others at work.
    properties.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "earliest");
    properties.put("isolation.level", "read_committed");
    properties.put("max.poll.records", Math.max(1, maxPrepared / 2));
    properties.put("fetch.max.wait.ms", 100);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  public KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> properties = kafka.clientProperties();
    properties.put("transactional.id", GROUP + "-" + instance);
    properties.put("transaction.timeout.ms", 15_000);
    properties.put("max.block.ms", 15_000);
    properties.put("delivery.timeout.ms", 15_000);
    properties.put("request.timeout.ms", 10_000);
    properties.put("linger.ms", 0);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
