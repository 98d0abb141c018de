package org.vigil.local.send;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.metadata.MetadataNames;

/**
 * The columns of published tables (HAM10000, ISIC, PAD-UFES-20, NIH ChestX-ray14) by the names that
 * the front door takes. What is not here, identifiers first, is not sent.
 */
final class TableColumns {
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "patient age", "age",
          "age_approx", "age",
          "patient gender", "sex",
          "gender", "sex",
          "view position", "view",
          "anatom_site_general", "localization",
          "region", "localization",
          "fitspatrick", "fitzpatrick"); // PAD-UFES-20 spells it so.
  private static final Set<String> NOT_KNOWN = Set.of("", "unk", "unknown", "nan", "na", "n/a");

  private TableColumns() {}

  /** Our name of a column, if it is taken for this kind; any kind's where the kind is open. */
  static Optional<String> of(String column, Optional<StudyKind> kind) {
    String lower = column.strip().toLowerCase(Locale.ROOT);
    String name = OTHER_NAMES.getOrDefault(lower, lower);
    return Optional.of(name).filter(known -> isTaken(known, kind));
  }

  /** The row's values under our names; empty ones and unknowns are left out, not filled in. */
  static Map<String, String> of(Map<String, String> row, Optional<StudyKind> kind) {
    Map<String, String> metadata = new LinkedHashMap<>();
    row.forEach(
        (column, value) -> {
          if (!NOT_KNOWN.contains(value.strip().toLowerCase(Locale.ROOT))) {
            of(column, kind).ifPresent(name -> metadata.putIfAbsent(name, value.strip()));
          }
        });
    return metadata;
  }

  private static boolean isTaken(String name, Optional<StudyKind> kind) {
    return kind.map(Stream::of)
        .orElseGet(() -> Stream.of(StudyKind.values()))
        .anyMatch(known -> MetadataNames.of(known).contains(name));
  }
}
