package org.vigil.schemas.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The schemas of an event type that were ever released, oldest first: {@code
 * history/<Event>/v<n>.avsc} on the class path, n from 1 without gaps.
 */
public final class SchemaHistory {
  private SchemaHistory() {}

  /** All released versions of an event; empty for one that was never released. */
  public static List<Schema> of(Class<?> event) {
    List<Schema> versions = new ArrayList<>();
    for (int version = 1; ; version++) {
      try (InputStream in = SchemaHistory.class.getResourceAsStream(resource(event, version))) {
        if (in == null) {
          return List.copyOf(versions);
        }
        versions.add(new Schema.Parser().parse(in));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String resource(Class<?> event, int version) {
    return "/org/vigil/schemas/history/%s/v%d.avsc".formatted(event.getSimpleName(), version);
  }
}
