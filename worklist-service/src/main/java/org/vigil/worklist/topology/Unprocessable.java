package org.vigil.worklist.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.vigil.platform.event.DeadLetters;

/** A record cannot be processed, and the same record will fail again. */
final class Unprocessable extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String CONSUMER = "worklist";

  /**
   * @param reason for people; never an identifier
   */
  Unprocessable(String reason) {
    super(reason);
  }

  /** The dead letter of the record. */
  Record<byte[], byte[]> deadLetter(Record<byte[], byte[]> record, RecordMetadata from) {
    ConsumerRecord<byte[], byte[]> source =
        new ConsumerRecord<>(
            from.topic(), from.partition(), from.offset(), record.key(), record.value());
    record.headers().forEach(source.headers()::add);
    ProducerRecord<byte[], byte[]> dead = DeadLetters.of(source, CONSUMER, getMessage());
    return record.withHeaders(dead.headers());
  }

  static String text(byte[] key) {
    if (key == null) {
      throw new Unprocessable("no key");
    }
    return new String(key, StandardCharsets.UTF_8);
  }
}
