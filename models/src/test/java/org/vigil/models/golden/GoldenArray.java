package org.vigil.models.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A nested JSON array of numbers as shape and row-major values; {@code null} is NaN.
 *
 * @param shape empty for a single number
 */
public record GoldenArray(long[] shape, double[] values) {

  public static GoldenArray of(JsonNode node) {
    List<Long> shape = new ArrayList<>();
    for (JsonNode at = node; at.isArray(); at = at.path(0)) {
      shape.add((long) at.size());
    }
    List<Double> values = new ArrayList<>();
    collect(node, values);
    return new GoldenArray(
        shape.stream().mapToLong(Long::longValue).toArray(),
        values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The numbers alone, row-major. */
  public static double[] numbers(JsonNode node) {
    return of(node).values();
  }

  public static int[] integers(JsonNode node) {
    double[] values = numbers(node);
    int[] integers = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      integers[i] = (int) values[i];
    }
    return integers;
  }

  /** A table, one array per row. */
  public static double[][] rows(JsonNode node) {
    double[][] rows = new double[node.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = numbers(node.get(i));
    }
    return rows;
  }

  /** A table of whole numbers, one array per row. */
  public static int[][] integerRows(JsonNode node) {
    int[][] rows = new int[node.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = integers(node.get(i));
    }
    return rows;
  }

  private static void collect(JsonNode node, List<Double> into) {
    if (node.isArray()) {
      node.forEach(child -> collect(child, into));
    } else {
      into.add(node.isNull() ? Double.NaN : node.doubleValue());
    }
  }
}
