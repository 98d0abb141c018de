package org.vigil.deploy.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of metrics and the code name the same metrics. */
class MetricsPageTest {
  private static final Path ROOT = Path.of(System.getProperty("vigil.root"));
  private static final Pattern LITERAL = Pattern.compile("\"(vigil_[a-z_]+)\"");

  @Test
  void everyMetricOfTheCodeIsOnThePage() throws IOException {
    Set<String> page = ours();
    Set<String> missing = new TreeSet<>(inCode());
    missing.removeIf(name -> page.contains(name) || page.contains(name + "_total"));
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyMetricOfThePageIsInTheCode() throws IOException {
    Set<String> code = inCode();
    Set<String> invented = new TreeSet<>(ours());
    invented.removeIf(
        name -> code.contains(name) || code.contains(name.replaceFirst("_total$", "")));
    assertEquals(Set.of(), invented);
  }

  private static Set<String> ours() throws IOException {
    return MetricsPage.read(ROOT).labels().keySet().stream()
        .filter(name -> name.startsWith("vigil_"))
        .collect(Collectors.toSet());
  }

  /** Of every class that registers meters. */
  private static Set<String> inCode() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      List<Path> sources =
          modules
              .map(module -> module.resolve("src/main/java"))
              .filter(Files::isDirectory)
              .flatMap(MetricsPageTest::files)
              .toList();
      Set<String> names =
          sources.stream()
              .map(MetricsPageTest::text)
              .filter(text -> text.contains("io.micrometer"))
              .flatMap(text -> LITERAL.matcher(text).results().map((MatchResult m) -> m.group(1)))
              .collect(Collectors.toSet());
      assertFalse(names.isEmpty());
      return names;
    }
  }

  private static Stream<Path> files(Path folder) {
    try {
      return Files.walk(folder).filter(path -> path.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
