package org.vigil.ingest.dicomweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.dicom.dimse.Status;

/** The DICOMweb statement says what the code does. */
class DicomWebStatementTest {
  private static final java.nio.file.Path STATEMENT =
      java.nio.file.Path.of(System.getProperty("vigil.root"), "docs", "conformance", "dicomweb.md");

  private String statement;

  @BeforeEach
  void read() throws IOException {
    statement = Files.readString(STATEMENT);
  }

  @Test
  void itListsEveryResource() {
    Set<String> resources = new TreeSet<>();
    for (Class<?> type :
        List.of(
            StoreResource.class,
            SearchResource.class,
            RetrieveResource.class,
            DeidentifiedResource.class)) {
      String base = type.getAnnotation(Path.class).value().replaceFirst("^/dicomweb", "");
      for (Method method : type.getDeclaredMethods()) {
        Path path = method.getAnnotation(Path.class);
        String whole = base + (path == null ? "" : path.value());
        if (method.isAnnotationPresent(GET.class)) {
          resources.add("GET " + whole);
        } else if (method.isAnnotationPresent(POST.class)) {
          resources.add("POST " + whole);
        }
      }
    }
    assertEquals(resources, found("(?m)^\\| (GET|POST) \\| `([^`]*)` \\|"));
  }

  @Test
  void itListsWhatCanBeSearchedBy() {
    Set<String> listed = new TreeSet<>();
    for (String row : found("(?m)^\\| (study|series|instance) \\| ([A-Za-z ]+) \\|")) {
      listed.addAll(Arrays.asList(row.split(" ")).subList(1, row.split(" ").length));
    }
    assertEquals(new TreeSet<>(Search.Level.INSTANCE.words()), listed);
  }

  @Test
  void itListsTheMediaTypesOfPixels() {
    Set<String> types = new TreeSet<>();
    BulkPixels.mediaTypes().forEach(type -> types.add(type + " "));
    assertEquals(types, found("(?m)^\\| `(image/[a-z]+|application/octet-stream)` \\|()"));
  }

  @Test
  void everyFailureReasonThatItListsExists() {
    Set<String> codes = new TreeSet<>();
    Arrays.stream(Status.values()).forEach(status -> codes.add("%04X ".formatted(status.code())));
    Set<String> listed = found("(?m)^\\| ([0-9A-F]{4}) \\|()");
    assertTrue(!listed.isEmpty() && codes.containsAll(listed), listed::toString);
  }

  private Set<String> found(String pattern) {
    Set<String> found = new TreeSet<>();
    Pattern.compile(pattern)
        .matcher(statement)
        .results()
        .forEach(result -> found.add(result.group(1) + " " + result.group(2)));
    return found;
  }
}
