package org.vigil.local.send;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.word.Words;

/**
 * Reads from a metadata row what a picture shows, so that a lateral view is not taken for a frontal
 * one.
 */
final class RoleColumns {
  private static final Set<String> VIEW = Set.of("view", "view position");
  private static final Set<String> MODALITY = Set.of("modality", "image_type", "role");
  private static final Set<String> LATERAL = Set.of("l", "ll", "rl", "lat", "lateral");
  private static final Set<String> FRONTAL = Set.of("pa", "ap", "ap supine", "ap erect", "frontal");

  private RoleColumns() {}

  static Optional<ImageRole> of(Map<String, String> row, Optional<StudyKind> kind) {
    return row.entrySet().stream()
        .flatMap(cell -> of(cell.getKey(), cell.getValue(), kind).stream())
        .findFirst();
  }

  private static Optional<ImageRole> of(String column, String value, Optional<StudyKind> kind) {
    String name = column.strip().toLowerCase(Locale.ROOT);
    String word = value.strip().toLowerCase(Locale.ROOT);
    if (VIEW.contains(name) && kind.equals(Optional.of(StudyKind.CHEST_XRAY))) {
      return view(word);
    }
    return MODALITY.contains(name) ? Words.parse(ImageRole.class, word) : Optional.empty();
  }

  private static Optional<ImageRole> view(String word) {
    if (LATERAL.contains(word)) {
      return Optional.of(ImageRole.LATERAL);
    }
    return FRONTAL.contains(word) ? Optional.of(ImageRole.FRONTAL) : Optional.empty();
  }
}
