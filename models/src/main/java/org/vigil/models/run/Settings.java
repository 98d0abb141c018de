package org.vigil.models.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.vigil.models.dataset.DatasetException;

/**
 * How a run differs from the published recipe, as {@code key=value}.
 *
 * @param values by key
 */
public record Settings(Map<String, String> values) {
  public Settings {
    values = new TreeMap<>(values);
  }

  /**
   * @param known what the method understands, with a sentence each
   * @throws DatasetException naming a key that the method does not know, and all that it does
   */
  public static Settings of(Map<String, String> given, Map<String, String> known) {
    for (String key : given.keySet()) {
      if (!known.containsKey(key)) {
        throw new DatasetException(
            "no setting '%s'; this method knows %s".formatted(key, new TreeMap<>(known).keySet()));
      }
    }
    return new Settings(given);
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  String text(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  int whole(String key, int otherwise) {
    return has(key) ? (int) number(key, otherwise) : otherwise;
  }

  double number(String key, double otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(values.get(key));
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new DatasetException("setting '" + key + "' is no number: '" + values.get(key) + "'");
  }

  /**
   * One of an enum's constants, in lower case with hyphens.
   *
   * @throws DatasetException naming all of them
   */
  <E extends Enum<E>> E choice(String key, E otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
      if (word(constant).equals(values.get(key))) {
        return constant;
      }
    }
    throw new DatasetException(
        "setting '%s' is '%s'; known: %s"
            .formatted(
                key,
                values.get(key),
                Arrays.stream(otherwise.getDeclaringClass().getEnumConstants())
                    .map(Settings::word)
                    .toList()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
