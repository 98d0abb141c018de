package org.vigil.schemas.topic;

import org.apache.avro.specific.SpecificRecord;

/**
 * One Kafka topic: what it is called, what it carries and how long it is kept.
 *
 * @param name full name, with the prefix {@code vigil.}
 * @param type class of the values
 * @param retention how long records are kept
 * @param <T> type of the values
 */
public record Topic<T extends SpecificRecord>(String name, Class<T> type, Retention retention) {

  /** Where records go that a consumer of this topic cannot process. */
  public String deadLetterName() {
    return name + ".dead";
  }
}
