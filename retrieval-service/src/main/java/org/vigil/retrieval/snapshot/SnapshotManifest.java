package org.vigil.retrieval.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * What a snapshot consists of.
 *
 * @param form of the library
 * @param takenAt when
 * @param files SHA-256 in hex by path in the library's folder
 */
record SnapshotManifest(String form, Instant takenAt, Map<String, String> files) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest can always be written", e);
    }
  }

  static SnapshotManifest ofJson(byte[] json) throws IOException {
    return JSON.readValue(json, SnapshotManifest.class);
  }
}
