package org.vigil.local.send;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.local.stack.StackException;

/** A table with a row for each picture, found by the picture's file name. */
public final class MetadataTable {
  private final Map<String, Map<String, String>> rows;
  private final Set<String> columns;

  private MetadataTable(Map<String, Map<String, String>> rows, Set<String> columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /** A table without rows. */
  public static MetadataTable empty() {
    return new MetadataTable(Map.of(), Set.of());
  }

  /**
   * Reads a CSV file with a heading line. The column that names the pictures, with or without
   * ending, is found by looking.
   *
   * @throws StackException if no column names any of them
   */
  public static MetadataTable read(Path csv, List<Path> pictures) throws IOException {
    List<Map<String, String>> rows = rows(csv);
    Set<String> names = new HashSet<>();
    pictures.forEach(picture -> names.addAll(namesOf(picture)));
    Set<String> columns = new LinkedHashSet<>();
    rows.forEach(row -> columns.addAll(row.keySet()));
    String key = keyColumn(rows, columns, names, csv);
    Map<String, Map<String, String>> byName = new HashMap<>();
    rows.forEach(row -> byName.putIfAbsent(row.getOrDefault(key, ""), row));
    return new MetadataTable(byName, columns);
  }

  private static List<Map<String, String>> rows(Path csv) throws IOException {
    CsvMapper mapper = new CsvMapper();
    mapper.enable(CsvParser.Feature.TRIM_SPACES).enable(CsvParser.Feature.SKIP_EMPTY_LINES);
    mapper.enable(CsvParser.Feature.IGNORE_TRAILING_UNMAPPABLE);
    try (var in = Files.newBufferedReader(csv);
        MappingIterator<Map<String, String>> all =
            mapper
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(in)) {
      return all.readAll();
    }
  }

  private static String keyColumn(
      List<Map<String, String>> rows, Set<String> columns, Set<String> names, Path csv) {
    String best = null;
    long most = 0;
    for (String column : columns) {
      long hits = rows.stream().filter(row -> names.contains(row.get(column))).count();
      if (hits > most) {
        best = column;
        most = hits;
      }
    }
    if (best == null) {
      throw new StackException(
          "no column of %s names any of the files to send; its columns are %s"
              .formatted(csv, columns));
    }
    return best;
  }

  private static List<String> namesOf(Path picture) {
    String name = picture.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? List.of(name, name.substring(0, dot)) : List.of(name);
  }

  /** The picture's row; empty where the table has none. */
  public Map<String, String> rowOf(Path picture) {
    return namesOf(picture).stream()
        .filter(rows::containsKey)
        .findFirst()
        .map(rows::get)
        .orElse(Map.of());
  }

  /** All columns in their order. */
  public Set<String> columns() {
    return columns;
  }
}
