package org.vigil.models.dataset.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.PictureRef;
import org.vigil.models.dataset.Terms;
import org.vigil.models.dataset.table.Row;
import org.vigil.models.dataset.table.Table;
import org.vigil.models.dataset.table.TableException;

/**
 * PH2 (Mendonca et al. 2013, doi 10.1109/EMBC.2013.6610779): its own {@code PH2_dataset.txt}, or a
 * {@code labels.csv} of the same contents with the pictures beside it. Every lesion is another
 * patient's. What is asked of a lesion is the reader's choice.
 */
final class Ph2Layout implements DatasetReader {
  private static final List<String> DIAGNOSES =
      List.of("common nevus", "atypical nevus", "melanoma");
  private static final List<String> COLUMNS =
      List.of(
          "file",
          "diagnosis",
          "asymmetry",
          "pigment_network",
          "dots_globules",
          "streaks",
          "regression_areas",
          "blue_whitish_veil");
  private static final Map<String, Integer> DIAGNOSIS =
      Map.of("common nevus", 0, "atypical nevus", 1, "melanoma", 2);
  private static final Map<String, Integer> ASYMMETRY = Map.of("0", 0, "1", 1, "2", 2);
  private static final Map<String, Integer> ATYPICAL = Map.of("t", 0, "a", 0, "at", 1);
  private static final Map<String, Integer> PRESENT = Map.of("a", 0, "p", 1);

  /** What is asked. */
  enum Question {
    /** Common nevus, atypical nevus or melanoma. */
    DIAGNOSIS(new LabelScheme.OneOf(DIAGNOSES)),
    /** Melanoma or not. */
    MELANOMA(new LabelScheme.OneOf(List.of("nevus", "melanoma"))),
    /** Which of the dermoscopic criteria are suspicious. */
    CRITERIA(
        new LabelScheme.AnyOf(
            List.of(
                "asymmetry",
                "atypical pigment network",
                "atypical dots and globules",
                "streaks",
                "regression areas",
                "blue-whitish veil")));

    private final LabelScheme scheme;

    Question(LabelScheme scheme) {
      this.scheme = scheme;
    }

    private List<Integer> labels(Row row) {
      int diagnosis = row.word("diagnosis", Ph2Layout.DIAGNOSIS);
      return switch (this) {
        case DIAGNOSIS -> List.of(diagnosis);
        case MELANOMA -> List.of(diagnosis == 2 ? 1 : 0);
        case CRITERIA ->
            List.of(
                row.word("asymmetry", ASYMMETRY) > 0 ? 1 : 0,
                row.word("pigment_network", ATYPICAL),
                row.word("dots_globules", ATYPICAL),
                row.word("streaks", PRESENT),
                row.word("regression_areas", PRESENT),
                row.word("blue_whitish_veil", PRESENT));
      };
    }
  }

  private final Question question;

  Ph2Layout(Question question) {
    this.question = question;
  }

  @Override
  public Dataset read(Path folder) {
    Sources sources = new Sources(folder);
    Optional<Path> published = sources.find("PH2_dataset.txt");
    Table table =
        published.isPresent()
            ? published(published.get())
            : Table.read(sources.need("labels.csv"), COLUMNS.toArray(String[]::new));
    return new Dataset(
        "PH2",
        new Terms(
            "PH2: research and education", "Mendonca et al. 2013, doi 10.1109/EMBC.2013.6610779"),
        question.scheme,
        List.of(),
        table.rows().stream().map(row -> item(row, sources, published.isPresent())).toList(),
        sources.digests());
  }

  private Item item(Row row, Sources sources, boolean published) {
    String file = row.text("file");
    String name = file.replaceAll("\\.[^.]+$", "");
    String folder = "PH2 Dataset images/%1$s/%1$s_Dermoscopic_Image".formatted(name);
    String path =
        published
            ? sources.picture(name + ".bmp", folder, "")
            : sources.picture(file, "images", "");
    return new Item(
        name,
        name,
        List.of(new PictureRef("dermoscopic", path)),
        question.labels(row),
        Map.of(),
        Optional.empty());
  }

  /**
   * The published text: lines such as {@code || IMD003 || || 0 || 0 || T || A || A || A || A || 4
   * ||}, clinical diagnosis 0 common nevus, 1 atypical nevus, 2 melanoma.
   */
  private static Table published(Path file) {
    List<String> csv = new ArrayList<>(List.of(String.join(",", COLUMNS)));
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        List<String> cells = Arrays.stream(line.split("\\|\\|", -1)).map(String::strip).toList();
        boolean lesion = cells.size() > 9 && cells.get(1).startsWith("IMD");
        csv.add(lesion ? row(file, csv.size(), cells) : "");
      }
      Path rewritten = Files.createTempFile("ph2-", ".csv");
      try {
        Files.write(rewritten, csv);
        return Table.read(rewritten, COLUMNS.toArray(String[]::new));
      } finally {
        Files.delete(rewritten);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String row(Path file, int line, List<String> cells) {
    if (!cells.get(3).matches("[012]")) {
      throw new TableException(
          file, line, Optional.of("Clinical Diagnosis"), "none of 0, 1, 2: '" + cells.get(3) + "'");
    }
    List<String> values = new ArrayList<>();
    values.add(cells.get(1) + ".bmp");
    values.add(DIAGNOSES.get(Integer.parseInt(cells.get(3))));
    values.addAll(cells.subList(4, 10));
    return String.join(",", values);
  }
}
