package org.vigil.ingest.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The conformance statement says what the code does. */
class Hl7StatementTest {
  private static final Path STATEMENT =
      Path.of(System.getProperty("vigil.root"), "docs", "conformance", "hl7.md");

  @Test
  void itListsTheMessagesThatAreTaken() throws IOException {
    assertEquals(
        new TreeSet<>(Arrays.stream(MessageType.values()).map(MessageType::word).toList()),
        new TreeSet<>(
            Pattern.compile("(?m)^\\| ([A-Z]{3}\\^[A-Z][0-9]{2}) \\|")
                .matcher(Files.readString(STATEMENT))
                .results()
                .map(row -> row.group(1))
                .toList()));
  }
}
