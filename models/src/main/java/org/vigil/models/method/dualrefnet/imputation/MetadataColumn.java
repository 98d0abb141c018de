package org.vigil.models.method.dualrefnet.imputation;

import java.util.List;

/** One thing that may be known about a patient or a lesion. */
public sealed interface MetadataColumn {

  /** As the data set heads the column. */
  String name();

  /** How many numbers it becomes. */
  int width();

  /**
   * Writes a known value at {@code out[offset...]}.
   *
   * @throws IllegalArgumentException for a value that the column does not have, naming both
   */
  void encode(String value, float[] out, int offset);

  /**
   * One of several values, as one-hot columns.
   *
   * @param values in the order of the columns
   */
  record Category(String name, List<String> values) implements MetadataColumn {
    public Category {
      values = List.copyOf(values);
      if (values.size() < 2) {
        throw new IllegalArgumentException(name + " has " + values.size() + " values");
      }
    }

    @Override
    public int width() {
      return values.size();
    }

    @Override
    public void encode(String value, float[] out, int offset) {
      int index = values.indexOf(value);
      if (index < 0) {
        throw new IllegalArgumentException(name + " has no value '" + value + "'");
      }
      out[offset + index] = 1;
    }
  }

  /**
   * A number, scaled by the training cases' mean and standard deviation.
   *
   * @param std above 0
   */
  record Quantity(String name, double mean, double std) implements MetadataColumn {
    public Quantity {
      if (!(std > 0)) {
        throw new IllegalArgumentException(name + " has a standard deviation of " + std);
      }
    }

    @Override
    public int width() {
      return 1;
    }

    @Override
    public void encode(String value, float[] out, int offset) {
      double number = parsed(value);
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException(name + " is no number: '" + value + "'");
      }
      out[offset] = (float) ((number - mean) / std);
    }

    private static double parsed(String value) {
      try {
        return Double.parseDouble(value);
      } catch (NumberFormatException e) {
        return Double.NaN;
      }
    }
  }
}
