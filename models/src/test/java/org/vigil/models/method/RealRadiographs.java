package org.vigil.models.method;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.golden.GoldenFile;
import org.vigil.models.preprocess.Bitmap;
import org.vigil.models.preprocess.Recipe;

/**
 * Real chest X-rays of ChestX-ray14 with the findings that are present.
 *
 * @param findings names of those present, one list per picture
 */
public record RealRadiographs(List<Bitmap> pictures, List<List<String>> findings) {
  private static final List<String> NAMES =
      List.of(
          "Atelectasis",
          "Cardiomegaly",
          "Effusion",
          "Infiltration",
          "Mass",
          "Nodule",
          "Pneumonia",
          "Pneumothorax",
          "Consolidation",
          "Edema",
          "Emphysema",
          "Fibrosis",
          "Pleural_Thickening",
          "Hernia");

  /** Skips the test where the pictures are absent. */
  public static RealRadiographs read(int count) {
    Path folder = GoldenFile.shared("data/cxr-nih");
    Path labels = folder.resolve("labels.csv");
    Assumptions.assumeTrue(Files.exists(labels), () -> "no pictures at " + folder);
    try {
      List<String> lines = Files.readAllLines(labels);
      List<Bitmap> pictures = new ArrayList<>();
      List<List<String>> findings = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] values = line.split(",");
        Path picture = folder.resolve(values[values.length - 4]);
        if (pictures.size() < count && picture.toString().endsWith(".jpg")) {
          pictures.add(Bitmap.of(ImageIO.read(picture.toFile()).getRaster()));
          findings.add(List.of(values[1].split("\\|")));
        }
      }
      Assumptions.assumeTrue(pictures.size() == count, "too few pictures");
      return new RealRadiographs(pictures, findings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many findings there are. */
  public static int classes() {
    return NAMES.size();
  }

  /** All pictures as a network reads them, and their findings as 0 and 1. */
  public PictureBatch batch(Recipe recipe) {
    int length = recipe.apply(pictures.getFirst()).values().length;
    float[] inputs = new float[pictures.size() * length];
    float[] targets = new float[pictures.size() * NAMES.size()];
    int side = (int) Math.sqrt(length / 3.0);
    for (int i = 0; i < pictures.size(); i++) {
      float[] picture = recipe.apply(pictures.get(i)).floats();
      System.arraycopy(picture, 0, inputs, i * length, length);
      for (String finding : findings.get(i)) {
        int index = NAMES.indexOf(finding);
        if (index >= 0) { // "No Finding" is none
          targets[i * NAMES.size() + index] = 1;
        }
      }
    }
    return new PictureBatch(inputs, targets, pictures.size(), 3, side, side);
  }
}
