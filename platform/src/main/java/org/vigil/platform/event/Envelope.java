package org.vigil.platform.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.vigil.schemas.topic.EventHeaders;

/**
 * What stands on the outside of an event: its CloudEvents attributes.
 *
 * @param id idempotency key: derive it from what the event says (study, revision, bundle, ...), so
 *     that doing the same work again writes the same id
 * @param source the service that writes it, such as {@code /vigil/ingest}
 * @param subject the StudyId where there is one
 * @param time when it happened
 * @param traceParent W3C trace context to pass on
 */
public record Envelope(
    String id,
    String source,
    Optional<String> subject,
    Instant time,
    Optional<String> traceParent) {

  /** An envelope about a study, without trace context. */
  public static Envelope about(String studyId, String id, String source, Instant time) {
    return new Envelope(id, source, Optional.of(studyId), time, Optional.empty());
  }

  /** An envelope about anything else. */
  public static Envelope of(String id, String source, Instant time) {
    return new Envelope(id, source, Optional.empty(), time, Optional.empty());
  }

  /** Writes the attributes as CloudEvents' binary Kafka binding has them. */
  public void writeTo(Headers headers, Class<?> eventType) {
    put(headers, EventHeaders.SPEC_VERSION, "1.0");
    put(headers, EventHeaders.ID, id);
    put(headers, EventHeaders.TYPE, EventHeaders.typeOf(eventType));
    put(headers, EventHeaders.SOURCE, source);
    put(headers, EventHeaders.TIME, time.toString());
    put(headers, EventHeaders.CONTENT_TYPE, EventHeaders.AVRO_SINGLE_OBJECT);
    subject.ifPresent(value -> put(headers, EventHeaders.SUBJECT, value));
    traceParent.ifPresent(value -> put(headers, EventHeaders.TRACE_PARENT, value));
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
