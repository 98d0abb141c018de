package org.vigil.models.method.dualrefnet.imputation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which metadata a model reads, in which order. Thread-safe.
 *
 * @param columns in order
 * @param unknown what the data set writes where it knows nothing, besides leaving it out
 */
public record MetadataSchema(List<MetadataColumn> columns, Set<String> unknown) {
  public MetadataSchema {
    columns = List.copyOf(columns);
    unknown = Set.copyOf(unknown);
    if (columns.stream().map(MetadataColumn::name).distinct().count() != columns.size()) {
      throw new IllegalArgumentException("a column stands twice among " + columns);
    }
  }

  /** Numbers of one case. */
  public int width() {
    return columns.stream().mapToInt(MetadataColumn::width).sum();
  }

  /**
   * A case as numbers.
   *
   * @param known values by column; other keys are passed over
   * @throws IllegalArgumentException for a value that its column does not have
   */
  public MetadataRow encode(Map<String, String> known) {
    float[] values = new float[width()];
    Set<String> missing = new HashSet<>();
    int offset = 0;
    for (MetadataColumn column : columns) {
      String value = known.getOrDefault(column.name(), "");
      if (value.isBlank() || unknown.contains(value)) {
        missing.add(column.name());
      } else {
        column.encode(value, values, offset);
      }
      offset += column.width();
    }
    return new MetadataRow(values, missing);
  }
}
