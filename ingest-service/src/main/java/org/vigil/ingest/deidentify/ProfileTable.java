package org.vigil.ingest.deidentify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Table E.1-1 of PS3.15, in {@code profile.txt}: tag, action of the basic profile, and which
 * options clean the attribute instead. Immutable.
 */
final class ProfileTable {
  private static final int CURVES = 0x50;
  private static final int OVERLAYS = 0x60;
  private static final int OVERLAY_DATA = 0x3000;
  private static final int OVERLAY_COMMENTS = 0x4000;
  private static final Row REMOVED = new Row(Rule.REMOVE, false, false);
  private static final ProfileTable STANDARD = load();

  private final Map<Integer, Row> rows;

  private ProfileTable(Map<Integer, Row> rows) {
    this.rows = Map.copyOf(rows);
  }

  /**
   * A row.
   *
   * @param date whether it may stay, shifted (Retain Longitudinal Temporal Information with
   *     Modified Dates)
   * @param descriptor whether it may stay, cleaned (Clean Descriptors)
   */
  record Row(Rule rule, boolean date, boolean descriptor) {}

  static ProfileTable standard() {
    return STANDARD;
  }

  private static ProfileTable load() {
    Map<Integer, Row> rows = new HashMap<>();
    try (InputStream in = ProfileTable.class.getResourceAsStream("profile.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
        List<String> words = List.of(line.split(" "));
        rows.put(
            Integer.parseUnsignedInt(words.get(0), 16),
            new Row(Rule.of(words.get(1)), words.contains("dates"), words.contains("descriptors")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the confidentiality profile cannot be read", e);
    }
    return new ProfileTable(rows);
  }

  /** Empty where the attribute stays. */
  Optional<Row> row(int tag) {
    int family = tag >>> 24;
    int element = tag & 0xFFFF;
    boolean graphics =
        family == CURVES
            || family == OVERLAYS && (element == OVERLAY_DATA || element == OVERLAY_COMMENTS);
    return graphics ? Optional.of(REMOVED) : Optional.ofNullable(rows.get(tag));
  }

  Map<Integer, Row> rows() {
    return rows;
  }
}
