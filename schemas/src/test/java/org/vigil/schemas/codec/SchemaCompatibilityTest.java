package org.vigil.schemas.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.schemas.topic.Topic;
import org.vigil.schemas.topic.Topics;

/**
 * The present schemas against their committed history. A compatible change is released by running
 * this test with {@code -Dvigil.schemas.release=true}, which writes the next version beside the
 * earlier ones.
 */
class SchemaCompatibilityTest {
  private static final Path HISTORY = Path.of("src/main/resources/org/vigil/schemas/history");

  static Stream<Class<?>> events() {
    return Topics.all().stream().<Class<?>>map(Topic::type).distinct();
  }

  @ParameterizedTest
  @MethodSource("events")
  void thePresentSchemaReadsEveryReleasedVersion(Class<?> event) {
    Schema present = SpecificData.get().getSchema(event);
    for (Schema released : SchemaHistory.of(event)) {
      var result = SchemaCompatibility.checkReaderWriterCompatibility(present, released);
      assertEquals(
          SchemaCompatibilityType.COMPATIBLE, result.getType(), () -> result.getDescription());
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void thePresentSchemaIsTheLastReleasedOne(Class<?> event) throws IOException {
    Schema present = SpecificData.get().getSchema(event);
    List<Schema> released = SchemaHistory.of(event);
    if (Boolean.getBoolean("vigil.schemas.release") && !isLast(present, released)) {
      release(event, present, released.size() + 1);
      return;
    }
    assertFalse(released.isEmpty(), "never released: see this test's Javadoc");
    assertEquals(
        SchemaNormalization.toParsingForm(released.get(released.size() - 1)),
        SchemaNormalization.toParsingForm(present),
        "the schema changed: see this test's Javadoc");
  }

  private static boolean isLast(Schema present, List<Schema> released) {
    return !released.isEmpty()
        && SchemaNormalization.parsingFingerprint64(released.get(released.size() - 1))
            == SchemaNormalization.parsingFingerprint64(present);
  }

  private static void release(Class<?> event, Schema schema, int version) throws IOException {
    Path file = HISTORY.resolve(event.getSimpleName()).resolve("v" + version + ".avsc");
    Files.createDirectories(file.getParent());
    Files.writeString(file, schema.toString(true) + "\n");
  }
}
