package org.vigil.schemas.topic;

/**
 * Names of record headers: CloudEvents' binary Kafka binding, W3C trace context, and dead-letter
 * reasons.
 */
public final class EventHeaders {
  public static final String SPEC_VERSION = "ce_specversion";

  /** Idempotency key: the same effect has the same id, however often it is written. */
  public static final String ID = "ce_id";

  /** {@code org.vigil.<event>.v1}. */
  public static final String TYPE = "ce_type";

  /** {@code /vigil/<service>}. */
  public static final String SOURCE = "ce_source";

  /** RFC 3339 time. */
  public static final String TIME = "ce_time";

  /** The StudyId, where there is one. */
  public static final String SUBJECT = "ce_subject";

  public static final String CONTENT_TYPE = "content-type";
  public static final String TRACE_PARENT = "traceparent";

  /** On a dead letter: the topic, partition and offset it came from. */
  public static final String DEAD_SOURCE = "vigil_dead_source";

  /** On a dead letter: the consumer that gave up. */
  public static final String DEAD_CONSUMER = "vigil_dead_consumer";

  /** On a dead letter: why, for people; never an identifier. */
  public static final String DEAD_REASON = "vigil_dead_reason";

  /** Value of {@link #CONTENT_TYPE}: Avro in single-object encoding. */
  public static final String AVRO_SINGLE_OBJECT = "application/avro";

  private EventHeaders() {}

  /**
   * The CloudEvents type of an event class: {@code org.vigil.study-ready.v1} for {@code
   * StudyReady}.
   */
  public static String typeOf(Class<?> event) {
    String words = event.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-");
    return "org.vigil." + words.toLowerCase(java.util.Locale.ROOT) + ".v1";
  }
}
