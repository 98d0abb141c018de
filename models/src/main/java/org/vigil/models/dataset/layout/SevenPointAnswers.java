package org.vigil.models.dataset.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigil.models.dataset.LabelScheme.Question;
import org.vigil.models.dataset.table.Row;

/**
 * Diagnosis and the seven criteria with their values grouped (Kawahara et al. 2019, Table I; Tang
 * 2024, Table 5.1), in the order of {@link org.vigil.models.fusion.TaskColumns#SEVEN_POINT}.
 */
final class SevenPointAnswers {
  static final List<String> CRITERIA =
      List.of(
          "pigment_network",
          "streaks",
          "pigmentation",
          "regression_structures",
          "dots_and_globules",
          "blue_whitish_veil",
          "vascular_structures");

  private static final List<Grouping> GROUPINGS =
      List.of(
          new Grouping("diagnosis")
              .answer("BCC", "basal cell carcinoma")
              .answer(
                  "NEV",
                  "blue nevus",
                  "clark nevus",
                  "combined nevus",
                  "congenital nevus",
                  "dermal nevus",
                  "recurrent nevus",
                  "reed or spitz nevus")
              .answer(
                  "MEL",
                  "melanoma",
                  "melanoma (in situ)",
                  "melanoma (less than 0.76 mm)",
                  "melanoma (0.76 to 1.5 mm)",
                  "melanoma (more than 1.5 mm)",
                  "melanoma metastasis")
              .answer(
                  "MISC",
                  "dermatofibroma",
                  "lentigo",
                  "melanosis",
                  "miscellaneous",
                  "vascular lesion")
              .answer("SK", "seborrheic keratosis"),
          new Grouping("pigment_network")
              .answer("absent", "absent")
              .answer("typical", "typical")
              .answer("atypical", "atypical"),
          new Grouping("streaks")
              .answer("absent", "absent")
              .answer("regular", "regular")
              .answer("irregular", "irregular"),
          new Grouping("pigmentation")
              .answer("absent", "absent")
              .answer("regular", "diffuse regular", "localized regular")
              .answer("irregular", "diffuse irregular", "localized irregular"),
          new Grouping("regression_structures")
              .answer("absent", "absent")
              .answer("present", "blue areas", "white areas", "combinations"),
          new Grouping("dots_and_globules")
              .answer("absent", "absent")
              .answer("regular", "regular")
              .answer("irregular", "irregular"),
          new Grouping("blue_whitish_veil").answer("absent", "absent").answer("present", "present"),
          new Grouping("vascular_structures")
              .answer("absent", "absent")
              .answer("regular", "arborizing", "comma", "hairpin", "within regression", "wreath")
              .answer("irregular", "dotted", "linear irregular"));

  private SevenPointAnswers() {}

  static List<Question> questions() {
    return GROUPINGS.stream().map(g -> new Question(g.column, g.answers)).toList();
  }

  static List<Integer> of(Row row) {
    return GROUPINGS.stream().map(g -> row.word(g.column, g.values)).toList();
  }

  /** Published values of a column by the answer that they count as. */
  private static final class Grouping {
    private final String column;
    private final List<String> answers = new ArrayList<>();
    private final Map<String, Integer> values = new LinkedHashMap<>(new HashMap<>());

    Grouping(String column) {
      this.column = column;
    }

    Grouping answer(String name, String... published) {
      for (String value : published) {
        values.put(value, answers.size());
      }
      answers.add(name);
      return this;
    }
  }
}
