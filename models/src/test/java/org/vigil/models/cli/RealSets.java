package org.vigil.models.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Real pictures of all kinds, as {@code fit-doubt} takes them; tests skip where they are absent.
 */
final class RealSets {
  private static final Path ROOT = Path.of(System.getProperty("vigil.root"));
  private static final Path DATA = ROOT.resolveSibling("shared").resolve("data");
  static final String FRONTAL = "frontal=" + data("cxr") + "?view=PA|AP|AP Supine|AP semi erect";
  static final String LATERAL = "lateral=" + data("cxr") + "?view=L";
  static final String NIH = "nih=" + data("cxr-nih");
  static final String PH2 = "ph2=" + data("dermoscopy");
  static final String ISIC = "isic=" + data("skin") + "?modality=dermoscopic";
  static final String PHOTOGRAPHS = "photographs=" + data("skin") + "?modality=smartphone";
  static final String HAM = "ham10000=" + data("skin").resolve("ham10000_200x150.zip");

  private RealSets() {}

  private static Path data(String name) {
    return DATA.resolve(name);
  }

  static void assumePresent() {
    Assumptions.assumeTrue(Files.exists(DATA), "no " + DATA + ": nothing to measure on");
  }

  /** Pages, charts and patterns. */
  static String neither(Path folder) throws IOException {
    Path pictures = folder.resolve("neither");
    NeitherPictures.write(pictures, 11);
    return "neither=" + pictures;
  }

  /** What the bundle of a slot is not for. */
  static List<String> wrong(String slot, Path folder) throws IOException {
    List<String> sets =
        new ArrayList<>(
            slot.equals("chest-xray")
                ? List.of(LATERAL, PH2, ISIC, PHOTOGRAPHS, HAM)
                : List.of(FRONTAL, NIH, LATERAL));
    sets.add(neither(folder));
    return sets;
  }
}
