package org.vigil.training.dataset;

import java.util.Map;
import java.util.TreeMap;
import org.vigil.training.feedback.LabelledCase;

/** The groups that a case belongs to, in which results are told apart. */
final class Strata {
  private static final int BAND = 20; // years

  private Strata() {}

  /**
   * Site, device, and of the metadata what is there of sex, age band, view, body site, skin type.
   */
  static Map<String, String> of(LabelledCase.Facts facts) {
    Map<String, String> strata = new TreeMap<>();
    strata.put("site", facts.site());
    for (String name : new String[] {"sex", "view", "localization", "fitzpatrick"}) {
      String value = facts.metadata().get(name);
      if (value != null) {
        strata.put(name, value);
      }
    }
    facts.origin().device().ifPresent(device -> strata.put("device", device));
    String age = facts.metadata().get("age");
    if (age != null && age.matches("\\d{1,3}(\\.\\d+)?")) {
      int from = (int) Double.parseDouble(age) / BAND * BAND;
      strata.put("age-band", from + "-" + (from + BAND - 1));
    }
    return strata;
  }
}
