package org.vigil.models.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;

/** Real pictures crossed over the slots: what each bundle makes of the other's, and of neither. */
class FitDoubtTest {
  private static final Path ROOT = Path.of(System.getProperty("vigil.root"));
  private static final Path DATA = ROOT.resolveSibling("shared").resolve("data");
  private static final int FEW = 40; // Below that a share says little.

  @TempDir Path folder;

  @Test
  void aRadiographModelKnowsThatPhotographsDermoscopyAndPagesAreNoRadiographs() throws Exception {
    Bundle fitted =
        fit(
            "chest-xray",
            List.of("frontal=" + views("frontal.txt", false), "nih=" + data("cxr-nih")),
            List.of(
                "lateral=" + views("lateral.txt", true),
                "dermoscopy=" + data("dermoscopy"),
                "skin=" + data("skin"),
                "ham10000=" + data("ham10000"),
                "neither=" + neither()));
    assertKnows(fitted);
    // Few, and the closest of all: told by layout alone.
    assertTrue(fitted.manifest().metrics().get("doubt.abstained.wrong.lateral") > 0.8);
    assertTrue(fitted.card().contains("## Not knowing"));
    assertTrue(fitted.card().contains("| wrong: dermoscopy | 140 |"), fitted.card());
  }

  @Test
  void aSkinModelKnowsThatRadiographsAndPagesAreNoSkin() throws Exception {
    Bundle fitted =
        fit(
            "skin-image",
            List.of(
                "dermoscopy=" + data("dermoscopy"),
                "skin=" + data("skin"),
                "ham10000=" + data("ham10000")),
            List.of(
                "frontal=" + views("frontal.txt", false),
                "nih=" + data("cxr-nih"),
                "neither=" + neither()));
    assertKnows(fitted);
  }

  private void assertKnows(Bundle fitted) {
    Map<String, Double> metrics = fitted.manifest().metrics();
    double right = metrics.get("doubt.abstained.right");
    double held = metrics.get("doubt.pictures.right");
    double limit = 0.05 + 2 * Math.sqrt(0.05 * 0.95 / held); // Chosen on others, measured on these.
    assertTrue(right <= limit, right + " of the right pictures abstain, limit " + limit);
    metrics.forEach(
        (name, value) -> {
          if (name.startsWith("doubt.abstained.wrong.")
              && metrics.get(name.replace("abstained", "pictures")) >= FEW) {
            assertTrue(value >= 0.95, name + " is " + value);
          }
        });
  }

  private Bundle fit(String slot, List<String> right, List<String> wrong) throws IOException {
    Path out = folder.resolve(slot);
    List<String> arguments =
        new ArrayList<>(List.of("fit-doubt", committed(slot).toString(), "--version", "9.9.9"));
    arguments.addAll(List.of("--out", out.toString()));
    right.forEach(set -> arguments.addAll(List.of("--right", set)));
    wrong.forEach(set -> arguments.addAll(List.of("--wrong", set)));
    assertEquals(0, ModelsCommand.commandLine().execute(arguments.toArray(String[]::new)));
    return Bundle.read(BundleFiles.in(out));
  }

  private static Path committed(String slot) throws IOException {
    try (var versions = Files.list(ROOT.resolve("bundles").resolve(slot))) {
      return versions.sorted().reduce((first, second) -> second).orElseThrow();
    }
  }

  private static Path data(String name) {
    Path path = DATA.resolve(name);
    assumeTrue(Files.exists(path), "no " + path + ": nothing to measure on");
    return path;
  }

  private String neither() throws IOException {
    Path pictures = folder.resolve("neither");
    NeitherPictures.write(pictures, 11);
    return pictures.toString();
  }

  /** A list of the radiographs of a view; pictures of one patient stay together. */
  private Path views(String name, boolean lateral) throws IOException {
    List<String> lines = Files.readAllLines(data("cxr").resolve("labels.csv"));
    List<String> columns = Arrays.asList(lines.getFirst().split(",", -1));
    List<String> chosen = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      if (row[columns.indexOf("view")].equals("L") == lateral) {
        Path file = DATA.resolve("cxr").resolve(row[columns.indexOf("file")]);
        chosen.add(file + "\t" + row[columns.indexOf("patient")]);
      }
    }
    return Files.write(folder.resolve(name), chosen);
  }
}
