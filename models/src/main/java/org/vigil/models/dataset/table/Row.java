package org.vigil.models.dataset.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One line of a {@link Table}; every fault names the line and the column. */
public final class Row {
  private final Path file;
  private final long line;
  private final Map<String, Integer> index;
  private final List<String> values;

  Row(Path file, long line, Map<String, Integer> index, List<String> values) {
    this.file = file;
    this.line = line;
    this.index = index;
    this.values = values;
  }

  /** What a column says, without spaces around; empty where it says nothing. */
  public Optional<String> optional(String column) {
    Integer at = index.get(column);
    String value = at == null ? "" : values.get(at).strip();
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  /**
   * @throws TableException if the column is empty
   */
  public String text(String column) {
    return optional(column).orElseThrow(() -> fault(column, "is empty"));
  }

  /**
   * @throws TableException if the column holds no finite number
   */
  public double number(String column) {
    String value = text(column);
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, with its place.
    }
    throw fault(column, "no number: '" + value + "'");
  }

  /**
   * A mark of a one-hot or many-hot column.
   *
   * @throws TableException for anything but 0 and 1, however it is written
   */
  public boolean mark(String column) {
    double value = number(column);
    if (value != 0 && value != 1) {
      throw fault(column, "neither 0 nor 1: '" + text(column) + "'");
    }
    return value == 1;
  }

  /**
   * What a column's word stands for; upper and lower case are alike.
   *
   * @param words in lower case
   * @throws TableException for a word that is not among them
   */
  public <T> T word(String column, Map<String, T> words) {
    String value = text(column);
    T meaning = words.get(value.toLowerCase(Locale.ROOT));
    if (meaning == null) {
      throw fault(
          column, "'" + value + "' is none of " + words.keySet().stream().sorted().toList());
    }
    return meaning;
  }

  /** A fault in this line. */
  public TableException fault(String column, String message) {
    return new TableException(file, line, Optional.of(column), message);
  }

  /** From 1, the header's line counted. */
  public long line() {
    return line;
  }
}
