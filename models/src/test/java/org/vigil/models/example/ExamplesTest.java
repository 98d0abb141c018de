package org.vigil.models.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation shows is what compiles here. */
class ExamplesTest {
  private static final Path ROOT = Path.of(System.getProperty("vigil.root", ".."));
  private static final int LONGEST = 12;

  @ParameterizedTest
  @ValueSource(
      strings = {"FzlprExample", "CTransCnnExample", "MultiScaleVitExample", "DualRefNetExample"})
  void theDocumentationShowsTheExampleAsItCompiles(String name) throws IOException {
    String example = example(name);
    String page = Files.readString(ROOT.resolve("docs/models.md"));
    assertTrue(page.contains("```java\n" + example + "```"), () -> "docs/models.md: " + example);
    assertTrue(example.lines().count() <= LONGEST, () -> name + " has become long");
  }

  /** The lines between the markers, without their common indentation. */
  private static String example(String name) throws IOException {
    Path source = ROOT.resolve("models/src/test/java/org/vigil/models/example/" + name + ".java");
    List<String> lines = Files.readAllLines(source);
    int begin = lines.indexOf("    // begin");
    int end = lines.indexOf("    // end");
    assertTrue(begin >= 0 && begin < end, () -> name + " has no markers");
    return String.join("\n", lines.subList(begin + 1, end)).stripIndent() + "\n";
  }
}
