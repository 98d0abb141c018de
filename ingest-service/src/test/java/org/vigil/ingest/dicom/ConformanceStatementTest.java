package org.vigil.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.dicom.dimse.Status;
import org.vigil.ingest.dicom.pdu.Implementation;
import org.vigil.ingest.dicom.storage.StorageSopClass;
import org.vigil.ingest.dicom.storage.StorageSyntax;

/** The conformance statement says what the code does. */
class ConformanceStatementTest {
  private static final Path STATEMENT =
      Path.of(System.getProperty("vigil.root"), "docs", "conformance", "dicom.md");

  private String statement;

  @BeforeEach
  void read() throws IOException {
    statement = Files.readString(STATEMENT);
  }

  @Test
  void itListsTheSopClassesThatAreOffered() {
    assertEquals(
        set(Arrays.stream(StorageSopClass.values()).map(c -> c.uid().value())),
        found("\\| (1\\.2\\.840\\.10008\\.5\\.1\\.4\\.1\\.1\\.[0-9.]+) \\|"));
  }

  @Test
  void itTellsWhichTransferSyntaxesAreDecoded() {
    assertEquals(
        set(StorageSyntax.readable().stream().map(uid -> uid.value())),
        found("\\| (1\\.2\\.840\\.10008\\.1\\.2[0-9.]*) \\| decoded \\|"),
        "the rows marked 'decoded' in " + STATEMENT);
    assertEquals(
        set(StorageSyntax.unreadable().stream().map(uid -> uid.value())),
        found("\\| (1\\.2\\.840\\.10008\\.1\\.2[0-9.]*) \\| not decoded \\|"),
        "the rows marked 'not decoded' in " + STATEMENT);
  }

  @Test
  void everyStatusThatItListsExists() {
    Set<String> codes =
        set(Arrays.stream(Status.values()).map(status -> "%04X".formatted(status.code())));
    Set<String> listed = found("(?m)^\\| ([0-9A-F]{4}) \\|");
    assertTrue(listed.contains("0000") && codes.containsAll(listed), listed::toString);
  }

  @Test
  void itNamesTheImplementation() {
    assertTrue(statement.contains(Implementation.CLASS_UID.value()));
    assertTrue(statement.contains("`" + Implementation.VERSION_NAME + "`"));
  }

  private Set<String> found(String pattern) {
    return set(
        Pattern.compile(pattern).matcher(statement).results().map(result -> result.group(1)));
  }

  private static Set<String> set(Stream<String> values) {
    return new TreeSet<>(values.toList());
  }
}
