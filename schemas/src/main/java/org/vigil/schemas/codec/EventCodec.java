package org.vigil.schemas.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Encodes one event type in Avro's single-object encoding (marker C3 01, 8-byte schema fingerprint,
 * body), and decodes whatever any released version wrote. Thread-safe.
 *
 * @param <T> the event type
 */
public final class EventCodec<T extends SpecificRecord> {
  private final Class<T> type;
  private final BinaryMessageEncoder<T> encoder;
  private final BinaryMessageDecoder<T> decoder;

  private EventCodec(Class<T> type) {
    SpecificData data = modelOf(type);
    Schema schema = data.getSchema(type);
    this.type = type;
    this.encoder = new BinaryMessageEncoder<>(data, schema);
    this.decoder = new BinaryMessageDecoder<>(data, schema);
    SchemaHistory.of(type).forEach(decoder::addSchema);
  }

  public static <T extends SpecificRecord> EventCodec<T> of(Class<T> type) {
    return new EventCodec<>(type);
  }

  /**
   * The type's own model, bound to the type's own class loader: Avro's default looks classes up by
   * the loader of Avro itself and then of the calling thread, which in a container may both find
   * another class of the same name, or none.
   */
  private static SpecificData modelOf(Class<?> type) {
    SpecificData data = new SpecificData(type.getClassLoader());
    SpecificData.getForClass(type).getConversions().forEach(data::addLogicalTypeConversion);
    return data;
  }

  public byte[] encode(T event) {
    try {
      ByteBuffer buffer = encoder.encode(event);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("an event that is complete can be encoded", e);
    }
  }

  /**
   * @throws UnreadableEventException if the bytes are damaged, of another type or of a version that
   *     this build does not know
   */
  public T decode(byte[] bytes) {
    try {
      return decoder.decode(bytes);
    } catch (IOException | RuntimeException e) {
      throw new UnreadableEventException("not a readable " + type.getSimpleName(), e);
    }
  }
}
