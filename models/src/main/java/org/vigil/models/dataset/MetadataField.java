package org.vigil.models.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something that a data set may know about an item besides its pictures.
 *
 * @param name as the table heads it
 * @param kind how it becomes numbers
 */
public record MetadataField(String name, Kind kind) {
  /** How a field becomes numbers. */
  public enum Kind {
    /** One of several words. */
    @JsonProperty("category")
    CATEGORY,
    /** A number. */
    @JsonProperty("quantity")
    QUANTITY
  }

  public static MetadataField category(String name) {
    return new MetadataField(name, Kind.CATEGORY);
  }

  public static MetadataField quantity(String name) {
    return new MetadataField(name, Kind.QUANTITY);
  }
}
