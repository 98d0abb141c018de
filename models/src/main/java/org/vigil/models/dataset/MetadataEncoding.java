package org.vigil.models.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vigil.models.method.dualrefnet.imputation.MetadataColumn;
import org.vigil.models.method.dualrefnet.imputation.MetadataRow;
import org.vigil.models.method.dualrefnet.imputation.MetadataSchema;

/**
 * How metadata become numbers: words one-hot, quantities scaled to mean 0 and deviation 1, gaps
 * filled. Fitted on training items alone and kept in the bundle, so that a case is encoded when it
 * is scored as it was in training. Thread-safe.
 *
 * @param columns in order
 * @param gaps what stands for what is not known
 */
public record MetadataEncoding(List<Column> columns, Gaps gaps) {
  public MetadataEncoding {
    columns = List.copyOf(columns);
  }

  /** What stands for what is not known. */
  public enum Gaps {
    /** Nothing: no category, the mean quantity. */
    NEUTRAL,
    /** The commonest category, the mean quantity of the training items. */
    COMMONEST
  }

  /**
   * @param name of the field
   * @param words of a category, in the order of its columns; empty for a quantity
   * @param commonest of the words
   * @param mean of a quantity
   * @param deviation of a quantity, above 0
   */
  public record Column(
      String name, List<String> words, String commonest, double mean, double deviation) {
    public Column {
      words = List.copyOf(words);
    }

    MetadataColumn column() {
      return words.isEmpty()
          ? new MetadataColumn.Quantity(name, mean, deviation)
          : new MetadataColumn.Category(name, words);
    }
  }

  /**
   * Learns words, means and deviations from items. A field of which they know fewer than two
   * different values says nothing and is left out.
   *
   * @param training the training part, nothing else
   * @throws DatasetException if a quantity is no number
   */
  public static MetadataEncoding fit(List<MetadataField> fields, List<Item> training, Gaps gaps) {
    List<Column> columns = new ArrayList<>();
    for (MetadataField field : fields) {
      List<String> values =
          training.stream()
              .map(item -> item.metadata().get(field.name()))
              .filter(Objects::nonNull)
              .toList();
      if (new HashSet<>(values).size() > 1) {
        columns.add(
            switch (field.kind()) {
              case CATEGORY -> category(field.name(), values);
              case QUANTITY -> quantity(field.name(), values);
            });
      }
    }
    return new MetadataEncoding(columns, gaps);
  }

  private static Column category(String name, List<String> values) {
    Map<String, Long> counts =
        values.stream()
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    String commonest =
        counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return new Column(name, List.copyOf(new TreeSet<>(values)), commonest, 0, 1);
  }

  private static Column quantity(String name, List<String> values) {
    double[] numbers = values.stream().mapToDouble(value -> number(name, value)).toArray();
    double mean = Arrays.stream(numbers).average().orElseThrow();
    double squares = Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).sum();
    double deviation = Math.sqrt(squares / numbers.length);
    return new Column(name, List.of(), "", mean, deviation > 0 ? deviation : 1);
  }

  private static double number(String name, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new DatasetException("field '" + name + "' is no number: '" + value + "'", e);
    }
  }

  /**
   * A case as numbers.
   *
   * @param values for a network; its length is {@link #width}
   * @param missing fields of which nothing is known, or a word that no training item has
   */
  public record Encoded(float[] values, Set<String> missing) {}

  /** Encodes what is known about a case. */
  public Encoded encode(Map<String, String> known) {
    Map<String, String> usable = new TreeMap<>(known);
    for (Column column : columns) {
      if (!column.words().isEmpty()
          && !column.words().contains(known.getOrDefault(column.name(), ""))) {
        usable.remove(column.name());
      }
    }
    MetadataSchema schema = schema();
    Set<String> missing = schema.encode(usable).missing();
    if (gaps == Gaps.COMMONEST) {
      for (Column column : columns) {
        if (missing.contains(column.name()) && !column.words().isEmpty()) {
          usable.put(column.name(), column.commonest());
        }
      }
    }
    MetadataRow row = schema.encode(usable);
    return new Encoded(row.values(), missing);
  }

  /** Numbers of one case. */
  public int width() {
    return schema().width();
  }

  /** The same columns as the methods' networks read them. */
  public MetadataSchema schema() {
    return new MetadataSchema(columns.stream().map(Column::column).toList(), Set.of());
  }
}
