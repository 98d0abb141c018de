package org.vigil.worklist.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * Writes the service's own records as JSON and reads them back, ignoring fields that a newer build
 * added. Thread-safe.
 *
 * @param <T> the record
 */
public final class EntryCodec<T> {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Class<T> type;

  private EntryCodec(Class<T> type) {
    this.type = type;
  }

  public static <T> EntryCodec<T> of(Class<T> type) {
    return new EntryCodec<>(type);
  }

  public byte[] encode(T entry) {
    try {
      return JSON.writerFor(type).writeValueAsBytes(entry);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own records can be written", e);
    }
  }

  /**
   * @throws IllegalArgumentException if the bytes are no such record
   */
  public T decode(byte[] bytes) {
    try {
      return JSON.readValue(bytes, type);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a readable " + type.getSimpleName(), e);
    }
  }
}
