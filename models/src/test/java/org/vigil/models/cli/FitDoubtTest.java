package org.vigil.models.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;

/** Real pictures crossed over the slots: what each bundle makes of the other's, and of neither. */
class FitDoubtTest {
  private static final Path ROOT = Path.of(System.getProperty("vigil.root"));
  private static final int FEW = 40; // Below that a share says little.

  @TempDir Path folder;

  @BeforeEach
  void data() {
    RealSets.assumePresent();
  }

  @Test
  void aRadiographModelKnowsThatPhotographsDermoscopyAndPagesAreNoRadiographs() throws Exception {
    Bundle fitted = fit("chest-xray", List.of(RealSets.FRONTAL, RealSets.NIH));
    assertKnows(fitted);
    // Few, and the closest of all: told by layout alone.
    assertTrue(fitted.manifest().metrics().get("doubt.abstained.wrong.lateral") > 0.7);
    assertTrue(fitted.card().contains("## Not knowing"));
    assertTrue(fitted.card().contains("| wrong: ph2 | 140 |"), fitted.card());
  }

  @Test
  void aSkinModelKnowsThatRadiographsAndPagesAreNoSkin() throws Exception {
    assertKnows(fit("skin-image", List.of(RealSets.PH2, RealSets.ISIC, RealSets.PHOTOGRAPHS)));
  }

  private void assertKnows(Bundle fitted) {
    Map<String, Double> metrics = fitted.manifest().metrics();
    double right = metrics.get("doubt.abstained.right");
    assertTrue(right <= 0.05, right + " of the right pictures abstain");
    assertTrue(right > 0, "limits that nothing exceeds doubt nothing");
    assertTrue(metrics.get("doubt.pictures.right") > 200);
    metrics.forEach(
        (name, value) -> {
          if (name.startsWith("doubt.abstained.wrong.")
              && metrics.get(name.replace("abstained", "pictures")) >= FEW) {
            assertTrue(value >= 0.95, name + " is " + value);
          }
        });
    assertEquals(List.of("drawn"), fitted.manifest().doubt().orElseThrow().exceptSites());
    assertTrue(fitted.card().contains("never doubted: drawn"));
  }

  private Bundle fit(String slot, List<String> right, String... more) throws IOException {
    Path out = folder.resolve(slot);
    List<String> arguments =
        new ArrayList<>(List.of("fit-doubt", committed(slot).toString(), "--version", "9.9.9"));
    arguments.addAll(List.of("--out", out.toString(), "--except-site", "drawn"));
    arguments.addAll(List.of(more));
    right.forEach(set -> arguments.addAll(List.of("--right", set)));
    for (String set : RealSets.wrong(slot, folder)) {
      arguments.addAll(List.of("--wrong", set));
    }
    assertEquals(0, ModelsCommand.commandLine().execute(arguments.toArray(String[]::new)));
    return Bundle.read(BundleFiles.in(out));
  }

  private static Path committed(String slot) throws IOException {
    try (var versions = Files.list(ROOT.resolve("bundles").resolve(slot))) {
      return versions.sorted().reduce((first, second) -> second).orElseThrow();
    }
  }
}
