package org.vigil.worklist.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the tests of the page's scripts ({@code src/test/js}) where a Node that can is installed.
 */
class PageScriptsTest {
  private static final Path TESTS = Path.of("src/test/js");
  private static final int OLDEST_NODE = 20;

  @TempDir Path folder;

  @Test
  void theScriptsPassTheirTests() throws Exception {
    assumeTrue(node() >= OLDEST_NODE, "skipped: no Node " + OLDEST_NODE + " or newer here");
    List<String> command = new ArrayList<>(List.of("node", "--test"));
    try (Stream<Path> files = Files.list(TESTS)) {
      files.map(Path::toString).filter(name -> name.endsWith(".test.js")).forEach(command::add);
    }
    Path output = folder.resolve("output");
    assertEquals(0, run(command, output), () -> text(output));
  }

  /** Major version of the installed Node; 0 if there is none. */
  private int node() throws InterruptedException {
    Path output = folder.resolve("version");
    try {
      run(List.of("node", "--version"), output);
      return Integer.parseInt(text(output).strip().replaceFirst("^v(\\d+)\\..*", "$1"));
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  private static int run(List<String> command, Path output)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "no output: " + e.getMessage();
    }
  }
}
