package org.vigil.retrieval.lookup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the cases around a study turned out to be.
 *
 * @param confirmed cases with a verdict
 * @param diagnoses commonest first; of equally common ones, the one of the nearest case
 */
public record Neighbourhood(int confirmed, List<Diagnosis> diagnoses) {

  /**
   * One diagnosis among the cases.
   *
   * @param name as the nearest case has it
   * @param count cases that have it
   * @param interval in which its share lies where these cases are a fair sample, 95%
   */
  public record Diagnosis(String name, int count, WilsonInterval interval) {}

  /** Counts the cases' verdicts; capitals make no difference. */
  public static Neighbourhood of(List<SimilarCase> cases) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    for (SimilarCase found : cases) {
      found
          .verdict()
          .ifPresent(
              verdict ->
                  labels
                      .computeIfAbsent(
                          verdict.label().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                      .add(verdict.label()));
    }
    int all = labels.values().stream().mapToInt(List::size).sum();
    List<Diagnosis> diagnoses =
        labels.values().stream()
            .map(same -> diagnosis(same, all))
            .sorted(Comparator.comparingInt((Diagnosis d) -> -d.count()))
            .toList();
    return new Neighbourhood(all, diagnoses);
  }

  private static Diagnosis diagnosis(List<String> same, int all) {
    return new Diagnosis(same.get(0), same.size(), WilsonInterval.of(same.size(), all));
  }
}
