package org.vigil.models.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.vigil.models.golden.GoldenFile;

/**
 * Real dermoscopic pictures of PH2 with their diagnosis and the six dermoscopic criteria. No two
 * lesions of different diagnosis have the same criteria, so that criteria alone can be fitted.
 *
 * @param rows values of {@link #COLUMNS}, one row per lesion
 */
public record RealLesions(List<Path> pictures, List<List<String>> rows) {
  /** Diagnosis first. */
  static final List<List<String>> COLUMNS =
      List.of(
          List.of("common nevus", "atypical nevus", "melanoma"),
          List.of("0", "1", "2"),
          List.of("T", "AT"),
          List.of("A", "T", "AT"),
          List.of("A", "P"),
          List.of("A", "P"),
          List.of("A", "P"));

  /** Skips the test where the pictures are absent. */
  public static RealLesions read(int count) {
    Path folder = GoldenFile.shared("data/dermoscopy");
    Path labels = folder.resolve("labels.csv");
    Assumptions.assumeTrue(Files.exists(labels), () -> "no pictures at " + folder);
    Map<List<String>, String> diagnosisOf = new HashMap<>();
    List<Path> pictures = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines(labels)) {
      List<String> all = Arrays.asList(line.strip().split(",", -1));
      List<String> values = all.subList(1, all.size());
      String known = diagnosisOf.putIfAbsent(values.subList(1, values.size()), values.get(0));
      if (pictures.size() < count && (known == null || known.equals(values.get(0)))) {
        pictures.add(folder.resolve(all.get(0)));
        rows.add(values);
      }
    }
    Assumptions.assumeTrue(pictures.size() == count, "too few pictures");
    return new RealLesions(pictures, rows);
  }

  private static List<String> lines(Path labels) {
    try {
      return Files.readAllLines(labels).stream().skip(1).filter(l -> !l.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers of each question, diagnosis first. */
  public static List<Integer> tasks() {
    return COLUMNS.stream().map(List::size).toList();
  }

  /** One-hot diagnoses, [lesions, 3]. */
  public NDArray diagnoses(NDManager manager) {
    return oneHot(manager, 0, 1);
  }

  /** One-hot criteria, [lesions, 14]. */
  public NDArray criteria(NDManager manager) {
    return oneHot(manager, 1, COLUMNS.size());
  }

  /** All questions, one-hot within each, [lesions, 17]. */
  public NDArray answers(NDManager manager) {
    return oneHot(manager, 0, COLUMNS.size());
  }

  private NDArray oneHot(NDManager manager, int from, int to) {
    List<List<String>> columns = COLUMNS.subList(from, to);
    int width = columns.stream().mapToInt(List::size).sum();
    float[] values = new float[rows.size() * width];
    for (int row = 0; row < rows.size(); row++) {
      int offset = row * width;
      for (int i = 0; i < columns.size(); i++) {
        int answer = columns.get(i).indexOf(rows.get(row).get(from + i));
        if (answer < 0) {
          throw new IllegalArgumentException("unknown value in " + rows.get(row));
        }
        values[offset + answer] = 1;
        offset += columns.get(i).size();
      }
    }
    return manager.create(values, new Shape(rows.size(), width));
  }

  /**
   * Values in [-1, 1], [lesions, 3, side, side].
   *
   * @param mirrored left to right
   */
  public NDArray pixels(NDManager manager, int side, boolean mirrored) {
    float[] values = new float[pictures.size() * 3 * side * side];
    int at = 0;
    for (Path picture : pictures) {
      BufferedImage small = small(picture, side);
      for (int shift = 16; shift >= 0; shift -= 8) {
        for (int y = 0; y < side; y++) {
          for (int x = 0; x < side; x++) {
            int rgb = small.getRGB(mirrored ? side - 1 - x : x, y);
            values[at++] = ((rgb >> shift) & 255) / 127.5f - 1;
          }
        }
      }
    }
    return manager.create(values, new Shape(pictures.size(), 3, side, side));
  }

  private static BufferedImage small(Path picture, int side) {
    BufferedImage small = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = small.createGraphics();
    try {
      canvas.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      canvas.drawImage(ImageIO.read(picture.toFile()), 0, 0, side, side, null);
      return small;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      canvas.dispose();
    }
  }
}
