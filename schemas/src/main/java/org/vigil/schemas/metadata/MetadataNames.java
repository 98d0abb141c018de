package org.vigil.schemas.metadata;

import java.util.Set;
import org.vigil.schemas.event.StudyKind;

/**
 * The metadata that senders may give with a study, by kind, under their published names (HAM10000,
 * PAD-UFES-20, NIH ChestX-ray14). Anything else is refused at the front door, so that no identifier
 * slips through.
 */
public final class MetadataNames {
  private static final Set<String> CHEST = Set.of("age", "sex", "view", "indication");
  private static final Set<String> SKIN =
      Set.of(
          "age",
          "sex",
          "localization",
          "itch",
          "grew",
          "hurt",
          "changed",
          "bleed",
          "elevation",
          "diameter_1",
          "diameter_2",
          "fitzpatrick",
          "skin_cancer_history",
          "cancer_history",
          "smoke",
          "drink",
          "pesticide");
  private static final Set<String> TONGUE = Set.of("age", "sex");

  private MetadataNames() {}

  public static Set<String> of(StudyKind kind) {
    return switch (kind) {
      case CHEST_XRAY -> CHEST;
      case SKIN -> SKIN;
      case TONGUE -> TONGUE;
    };
  }
}
