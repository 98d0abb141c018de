package org.vigil.platform.event;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.topic.EventHeaders;
import org.vigil.schemas.topic.Topic;

/** Makes Kafka records of events. Thread-safe. */
public final class EventRecords {
  private static final Map<Class<?>, EventCodec<?>> CODECS = new ConcurrentHashMap<>();

  private EventRecords() {}

  /** The record that carries an event, keyed by {@code key}. */
  public static <T extends SpecificRecord> ProducerRecord<String, byte[]> record(
      Topic<T> topic, String key, T event, Envelope envelope) {
    byte[] value = codec(topic.type()).encode(event);
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.name(), key, value);
    envelope.writeTo(record.headers(), topic.type());
    return record;
  }

  /** The text of a header, if it is there. */
  public static Optional<String> header(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return Optional.ofNullable(header)
        .map(found -> new String(found.value(), StandardCharsets.UTF_8));
  }

  /** The idempotency key of a record, if it has one. */
  public static Optional<String> id(Headers headers) {
    return header(headers, EventHeaders.ID);
  }

  @SuppressWarnings("unchecked") // The map holds for each class the codec of that class.
  private static <T extends SpecificRecord> EventCodec<T> codec(Class<T> type) {
    return (EventCodec<T>) CODECS.computeIfAbsent(type, ignored -> EventCodec.of(type));
  }
}
