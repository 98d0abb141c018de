package org.vigil.models.attribution;

/**
 * One entry of the metadata, as the columns that encode it.
 *
 * @param name as users know it
 * @param from first column
 * @param columns 1 for a number, as many as there are values for a one-hot entry
 */
public record MetadataField(String name, int from, int columns) {
  public MetadataField {
    if (from < 0 || columns < 1) {
      throw new IllegalArgumentException(name + ": " + columns + " columns from " + from);
    }
  }
}
