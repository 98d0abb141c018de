package org.vigil.models.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * PH2 (Mendonca et al. 2013, doi 10.1109/EMBC.2013.6610779): dermoscopic pictures with a {@code
 * labels.csv} of {@code file} and {@code diagnosis} among its columns, which are found by name.
 *
 * @param lesions in the file's order
 */
public record Ph2(List<Lesion> lesions) {
  private static final String LABELS = "labels.csv";

  /**
   * @param picture the JPEG
   * @param diagnosis "common nevus", "atypical nevus" or "melanoma"
   */
  public record Lesion(Path picture, String diagnosis) {
    public boolean melanoma() {
      return "melanoma".equals(diagnosis);
    }
  }

  /**
   * @throws IllegalArgumentException if a column or a value is missing
   */
  public static Ph2 read(Path folder) {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(LABELS));
      List<String> columns = Arrays.asList(lines.get(0).split(",", -1));
      int file = column(columns, "file");
      int diagnosis = column(columns, "diagnosis");
      return new Ph2(
          lines.stream()
              .skip(1)
              .filter(line -> !line.isBlank())
              .map(line -> line.split(",", -1))
              .map(row -> new Lesion(folder.resolve(row[file]), row[diagnosis]))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(LABELS + ": a row is too short", e);
    }
  }

  private static int column(List<String> columns, String name) {
    int index = columns.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(LABELS + ": no column '" + name + "' in " + columns);
    }
    return index;
  }

  /** Which lesions are melanomas, in order. */
  public boolean[] melanomas() {
    boolean[] melanomas = new boolean[lesions.size()];
    for (int i = 0; i < melanomas.length; i++) {
      melanomas[i] = lesions.get(i).melanoma();
    }
    return melanomas;
  }
}
