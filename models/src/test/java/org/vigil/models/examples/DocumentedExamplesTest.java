package org.vigil.models.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every Java example of a method's page is, but for white space, part of a test of this package.
 */
class DocumentedExamplesTest {
  private static final Path ROOT = Path.of(System.getProperty("vigil.root", "..")).toAbsolutePath();
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  static Stream<Path> pages() throws IOException {
    return markdown().stream();
  }

  private static List<Path> markdown() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("docs/models"))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whatAPageShowsIsTested(Path page) throws IOException {
    String tests = tests();
    List<String> examples =
        EXAMPLE.matcher(Files.readString(page)).results().map(found -> found.group(1)).toList();
    Assumptions.assumeFalse(examples.isEmpty(), () -> page + " shows no example yet");
    for (String example : examples) {
      assertTrue(
          tests.contains(dense(example)), () -> page + " shows what no test has:\n" + example);
    }
  }

  private static String tests() throws IOException {
    Path folder = ROOT.resolve("models/src/test/java/org/vigil/models/examples");
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        all.append(dense(Files.readString(file)));
      }
    }
    return all.toString();
  }

  private static String dense(String text) {
    return text.replaceAll("\\s+", "");
  }
}
