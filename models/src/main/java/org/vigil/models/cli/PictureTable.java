package org.vigil.models.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vigil.models.cli.PictureSet.Choice;
import org.vigil.models.cli.PictureSet.Entry;
import org.vigil.models.dataset.table.Row;
import org.vigil.models.dataset.table.Table;

/**
 * The table {@code labels.csv} of a folder of pictures: column {@code file} names each, and the
 * patient or lesion that it belongs to may stand in one of several columns.
 */
final class PictureTable {
  private static final String NAME = "labels.csv";
  private static final String FILE = "file";

  /** The first of these that a row has; patients go before lesions. */
  private static final List<String> GROUPS =
      List.of("patient", "patient_id", "Patient ID", "lesion_id");

  private final Path folder;
  private final Table table;

  private PictureTable(Path folder, Table table) {
    this.folder = folder;
    this.table = table;
  }

  /** Empty where there is no such table, or it does not name files. */
  static Optional<PictureTable> in(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Table table = Table.read(file);
    return table.has(FILE) ? Optional.of(new PictureTable(folder, table)) : Optional.empty();
  }

  /**
   * The pictures in the order of their names.
   *
   * @throws IllegalArgumentException where the table has no such column
   */
  List<Entry> entries(Optional<Choice> choice) {
    choice
        .filter(wanted -> !table.has(wanted.column()))
        .ifPresent(
            wanted -> {
              throw new IllegalArgumentException(
                  "no column %s; there are %s".formatted(wanted.column(), table.columns()));
            });
    return table.rows().stream()
        .filter(row -> choice.map(wanted -> isChosen(row, wanted)).orElse(true))
        .sorted(Comparator.comparing(row -> row.text(FILE)))
        .map(row -> new Entry(folder.resolve(row.text(FILE)), group(row)))
        .toList();
  }

  private static boolean isChosen(Row row, Choice wanted) {
    return wanted.values().contains(row.optional(wanted.column()).orElse(""));
  }

  private static String group(Row row) {
    return GROUPS.stream()
        .flatMap(column -> row.optional(column).stream())
        .findFirst()
        .orElseGet(() -> row.text(FILE));
  }
}
