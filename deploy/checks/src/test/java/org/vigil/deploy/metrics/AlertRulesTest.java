package org.vigil.deploy.metrics;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.deploy.tool.Tool;

/** The rules' own unit tests (deploy/prometheus/tests), by promtool. */
class AlertRulesTest {
  private static final Path PROMETHEUS =
      Path.of(System.getProperty("vigil.root")).resolve("deploy/prometheus");

  @Test
  void theRulesAreWellFormed() throws Exception {
    Tool.required("promtool").run(PROMETHEUS, command("check", "rules"));
  }

  @Test
  void everyAlertFiresOnItsTroubleAndOnNothingElse() throws Exception {
    Tool.required("promtool").run(PROMETHEUS, command("test", "tests"));
  }

  @Test
  void theScrapeConfigurationIsWellFormed() throws Exception {
    Tool.required("promtool").run(PROMETHEUS, "check", "config", "prometheus.yml");
  }

  private static String[] command(String verb, String folder) throws IOException {
    List<String> all = new ArrayList<>(List.of(verb, "rules"));
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(PROMETHEUS.resolve(folder), "*.yml")) {
      files.forEach(file -> all.add(file.toString()));
    }
    assertFalse(all.size() == 2, "no files in " + folder);
    return all.toArray(String[]::new);
  }
}
