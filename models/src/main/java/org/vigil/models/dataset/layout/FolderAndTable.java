package org.vigil.models.dataset.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.MetadataField;
import org.vigil.models.dataset.Part;
import org.vigil.models.dataset.PictureRef;
import org.vigil.models.dataset.Terms;
import org.vigil.models.dataset.table.Row;
import org.vigil.models.dataset.table.Table;

/**
 * One's own pictures in a folder with a table {@code labels.csv}, one row per picture.
 *
 * @param columns which column says what
 */
public record FolderAndTable(Columns columns) implements DatasetReader {
  private static final String TABLE = "labels.csv";

  /** Which column says what; names as in the header. */
  public record Columns(
      String file,
      String label,
      Optional<String> patient,
      Optional<String> split,
      List<MetadataField> metadata,
      String role,
      boolean severalLabels) {

    /**
     * Columns {@code file} and {@code label}; {@code patient} and {@code split} if they are there.
     */
    public static final Columns PLAIN =
        new Columns("file", "label", Optional.empty(), Optional.empty(), List.of(), "other", false);

    public Columns {
      metadata = List.copyOf(metadata);
    }

    private Columns completed(Table table) {
      return new Columns(
          file,
          label,
          patient.or(() -> Optional.of("patient").filter(table::has)),
          split.or(() -> Optional.of("split").filter(table::has)),
          metadata,
          role,
          severalLabels);
    }
  }

  @Override
  public Dataset read(Path folder) {
    Sources sources = new Sources(folder);
    List<String> required = new ArrayList<>(List.of(columns.file(), columns.label()));
    columns.patient().ifPresent(required::add);
    columns.split().ifPresent(required::add);
    columns.metadata().forEach(field -> required.add(field.name()));
    Table table = Table.read(sources.need(TABLE), required.toArray(String[]::new));
    return new FolderAndTable(columns.completed(table)).dataset(folder, table, sources);
  }

  private Dataset dataset(Path folder, Table table, Sources sources) {
    List<String> names = names(table);
    LabelScheme scheme =
        columns.severalLabels() ? new LabelScheme.AnyOf(names) : new LabelScheme.OneOf(names);
    return new Dataset(
        folder.toAbsolutePath().normalize().getFileName().toString(),
        new Terms("as its owner states", "own data"),
        scheme,
        columns.metadata(),
        table.rows().stream().map(row -> item(row, names, sources)).toList(),
        sources.digests());
  }

  private List<String> names(Table table) {
    TreeSet<String> names = new TreeSet<>();
    for (Row row : table.rows()) {
      names.addAll(labels(row));
    }
    if (names.size() < (columns.severalLabels() ? 1 : 2)) {
      throw table.rows().isEmpty()
          ? new DatasetException(TABLE + " has no rows")
          : table.rows().getFirst().fault(columns.label(), "is the same in all rows: " + names);
    }
    return List.copyOf(names);
  }

  private List<String> labels(Row row) {
    if (!columns.severalLabels()) {
      return List.of(row.text(columns.label()));
    }
    return row.optional(columns.label()).stream()
        .flatMap(cell -> Arrays.stream(cell.split("\\|", -1)))
        .map(String::strip)
        .filter(label -> !label.isEmpty())
        .toList();
  }

  private Item item(Row row, List<String> names, Sources sources) {
    String file = row.text(columns.file());
    List<String> own = labels(row);
    List<Integer> labels =
        columns.severalLabels()
            ? names.stream().map(name -> own.contains(name) ? 1 : 0).toList()
            : List.of(names.indexOf(own.getFirst()));
    Map<String, String> metadata = new HashMap<>();
    for (MetadataField field : columns.metadata()) {
      row.optional(field.name())
          .ifPresent(
              value ->
                  metadata.put(
                      field.name(),
                      field.kind() == MetadataField.Kind.QUANTITY
                          ? Double.toString(row.number(field.name()))
                          : value));
    }
    return new Item(
        file,
        columns.patient().map(row::text).orElse(file),
        List.of(new PictureRef(columns.role(), sources.picture(file, "", "images"))),
        labels,
        metadata,
        columns.split().map(column -> row.word(column, Part.WORDS)));
  }
}
