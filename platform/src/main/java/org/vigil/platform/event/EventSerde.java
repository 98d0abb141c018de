package org.vigil.platform.event;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.codec.UnreadableEventException;
import org.vigil.schemas.topic.Topic;

/**
 * Kafka's view of an {@link EventCodec}. Thread-safe. Reading throws {@link SerializationException}
 * for bytes that are no such event; a {@code null} value (a tombstone) stays {@code null}, as
 * Kafka's contract wants.
 *
 * @param <T> the event type
 */
public final class EventSerde<T extends SpecificRecord> implements Serde<T> {
  private final EventCodec<T> codec;

  public EventSerde(Class<T> type) {
    this.codec = EventCodec.of(type);
  }

  /** The serde of a topic's values. */
  public static <T extends SpecificRecord> EventSerde<T> of(Topic<T> topic) {
    return new EventSerde<>(topic.type());
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, event) -> event == null ? null : codec.encode(event);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> bytes == null ? null : decode(bytes);
  }

  private T decode(byte[] bytes) {
    try {
      return codec.decode(bytes);
    } catch (UnreadableEventException e) {
      throw new SerializationException(e.getMessage(), e);
    }
  }
}
