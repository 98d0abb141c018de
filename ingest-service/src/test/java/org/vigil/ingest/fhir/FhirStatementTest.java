package org.vigil.ingest.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The conformance statement says what the code does. */
class FhirStatementTest {
  private static final Path STATEMENT =
      Path.of(System.getProperty("vigil.root"), "docs", "conformance", "fhir.md");

  @Test
  void itListsTheResourcesThatAreUsed() throws IOException {
    assertEquals(
        new TreeSet<>(FhirDesk.TAKEN),
        new TreeSet<>(
            Pattern.compile("(?m)^\\| ([A-Z][A-Za-z]+) \\|")
                .matcher(Files.readString(STATEMENT))
                .results()
                .map(row -> row.group(1))
                .toList()));
  }
}
