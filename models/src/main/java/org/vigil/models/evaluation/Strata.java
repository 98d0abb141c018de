package org.vigil.models.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.MetadataField;

/**
 * What a model's numbers are looked at by: site, device, view, sex, age band, skin type and body
 * part, as far as a data set knows them.
 */
public final class Strata {
  private static final int BAND = 20; // years
  private static final int OLDEST = 80;
  private static final List<String> FIELDS =
      List.of(
          "site",
          "device",
          "view",
          "sex",
          "gender",
          "fitspatrick",
          "skin_type",
          "anatom_site",
          "localization",
          "location",
          "region");

  private Strata() {}

  /** The strata of an item, by field. */
  public static Map<String, String> of(Item item, List<MetadataField> fields) {
    Map<String, String> strata = new TreeMap<>();
    for (MetadataField field : fields) {
      String name = field.name().toLowerCase(Locale.ROOT);
      String value = item.metadata().get(field.name());
      if (value != null && name.contains("age") && field.kind() == MetadataField.Kind.QUANTITY) {
        strata.put("age band", band(Double.parseDouble(value)));
      } else if (value != null && FIELDS.stream().anyMatch(name::contains)) {
        strata.put(field.name(), value);
      }
    }
    return strata;
  }

  /** "40 to 59", "80 and over". */
  static String band(double age) {
    int from = Math.min(OLDEST, (int) age / BAND * BAND);
    return from == OLDEST ? OLDEST + " and over" : "%d to %d".formatted(from, from + BAND - 1);
  }
}
