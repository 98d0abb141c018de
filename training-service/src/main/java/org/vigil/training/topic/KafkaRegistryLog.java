package org.vigil.training.topic;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventRecords;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.BundleRegistered;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.topic.Topics;
import org.vigil.training.registry.RegistryLog;
import org.vigil.training.registry.SlotState;

/**
 * The {@link RegistryLog} on Kafka: idempotent producer, acks=all. Thread-safe; owns its producer.
 *
 * <p>Has a producer of its own, and not the platform's publisher, because the registry needs the
 * offset of what it wrote, and a header beside CloudEvents' own.
 */
public final class KafkaRegistryLog implements RegistryLog, AutoCloseable {
  private static final String SOURCE = "/vigil/training";

  private final Producer<String, byte[]> producer;
  private final Duration limit;

  public KafkaRegistryLog(Producer<String, byte[]> producer, Duration limit) {
    this.producer = producer;
    this.limit = limit;
  }

  /** A log that gives up after {@code limit}. */
  public static KafkaRegistryLog connect(KafkaSettings settings, Duration limit) {
    Map<String, Object> properties = settings.clientProperties();
    int millis = Math.toIntExact(limit.toMillis());
    properties.put("acks", "all");
    properties.put("enable.idempotence", true);
    properties.put("delivery.timeout.ms", millis);
    properties.put("request.timeout.ms", Math.max(1, millis / 2));
    properties.put("max.block.ms", millis);
    properties.put("linger.ms", 0);
    return new KafkaRegistryLog(
        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer()), limit);
  }

  @Override
  public long append(BundleRegistered event) {
    BundleRef ref = event.getBundle();
    String key = ref.getSlot() + "/" + ref.getVersion();
    Envelope envelope =
        Envelope.of(
            "registered/%s/%s".formatted(key, ref.getDigest()), SOURCE, event.getRegisteredAt());
    return send(EventRecords.record(Topics.MODELS_BUNDLES, key, event, envelope));
  }

  @Override
  public long append(SlotState slot) {
    Envelope envelope = Envelope.of(promotionId(slot), SOURCE, slot.decision().at());
    var record = EventRecords.record(Topics.MODELS_ACTIVE, slot.slot(), slot.event(), envelope);
    ActiveHistory.write(record.headers(), slot.before());
    return send(record);
  }

  private static String promotionId(SlotState slot) {
    return "promoted/%s/%s".formatted(slot.slot(), Sha256.of(slot.toString()));
  }

  private long send(ProducerRecord<String, byte[]> record) {
    try {
      // The producer's own limit ends the wait; ours stands behind it.
      return producer.send(record).get(limit.toMillis() * 3, TimeUnit.MILLISECONDS).offset();
    } catch (ExecutionException e) {
      throw new BrokerUnavailableException(e.getCause());
    } catch (TimeoutException | KafkaException e) {
      throw new BrokerUnavailableException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailableException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
