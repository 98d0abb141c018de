package org.vigil.platform.event;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.vigil.schemas.topic.EventHeaders;

/**
 * Makes the dead letter of a record that cannot be processed: the record as it was, with where it
 * came from, who gave up and why in its headers.
 */
public final class DeadLetters {
  private DeadLetters() {}

  /**
   * @param consumer the service that gives up
   * @param reason for people; never an identifier
   */
  public static ProducerRecord<byte[], byte[]> of(
      ConsumerRecord<byte[], byte[]> record, String consumer, String reason) {
    ProducerRecord<byte[], byte[]> dead =
        new ProducerRecord<>(
            record.topic() + ".dead", null, record.key(), record.value(), record.headers());
    String source = record.topic() + "-" + record.partition() + "@" + record.offset();
    put(dead.headers(), EventHeaders.DEAD_SOURCE, source);
    put(dead.headers(), EventHeaders.DEAD_CONSUMER, consumer);
    put(dead.headers(), EventHeaders.DEAD_REASON, reason);
    return dead;
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
