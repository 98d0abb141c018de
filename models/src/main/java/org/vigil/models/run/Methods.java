package org.vigil.models.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vigil.models.dataset.DatasetException;

/** The methods by name. */
public final class Methods {
  private static final List<Method> ALL =
      List.of(
          new ClassifierMethod(),
          new MultiScaleVitMethod(),
          new DualRefNetMethod(),
          new JifMethod(),
          new CTransCnnMethod(),
          new FzlprMethod(),
          new PairedMethod(PairedMethod.Kind.AMMFM),
          new PairedMethod(PairedMethod.Kind.PEMM),
          new PairedMethod(PairedMethod.Kind.FUSION_M4NET));

  private Methods() {}

  public static List<Method> all() {
    return ALL;
  }

  /**
   * @throws DatasetException naming all methods
   */
  public static Method named(String word) {
    return ALL.stream()
        .filter(method -> method.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new DatasetException("no method '" + word + "'; known: " + words()));
  }

  public static String words() {
    return ALL.stream().map(Method::word).collect(Collectors.joining(", "));
  }

  /** All settings that a method understands, with a sentence each. */
  public static Map<String, String> settings(Method method) {
    Map<String, String> known = new HashMap<>(Recipes.SETTINGS);
    known.putAll(method.settings());
    return known;
  }
}
