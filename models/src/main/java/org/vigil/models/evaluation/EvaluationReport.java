package org.vigil.models.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigil.models.metric.Interval;

/**
 * Everything that is known about how well a model does on a part of a data set.
 *
 * @param about model, data set, part, command, by name
 * @param cases that were scored
 * @param unreadable cases that could not be
 * @param overall measures of all outputs together, with 95% bootstrap intervals over cases
 * @param calibration of all outputs together
 * @param findings one by one
 * @param confusion by [truth][answer]; empty for independent outputs
 * @param strata parts of the cases
 * @param retrieval P@K and the rest, where the model gives embeddings
 * @param comparison with another model, where one was asked for
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record EvaluationReport(
    Map<String, String> about,
    int cases,
    List<String> unreadable,
    Map<String, Interval> overall,
    CalibrationReport calibration,
    List<FindingReport> findings,
    List<List<Long>> confusion,
    List<StratumReport> strata,
    Map<String, Double> retrieval,
    Optional<Comparison> comparison) {

  /** The numbers that a bundle's manifest carries, such as {@code test.auc.Pneumonia.low}. */
  public Map<String, Double> metrics(String part) {
    Map<String, Double> metrics = new TreeMap<>();
    overall.forEach((name, interval) -> put(metrics, part + "." + name, interval));
    for (FindingReport finding : findings) {
      finding
          .measures()
          .forEach(
              (name, interval) ->
                  put(metrics, part + "." + name + "." + finding.finding(), interval));
    }
    return metrics;
  }

  private static void put(Map<String, Double> metrics, String name, Interval interval) {
    if (Double.isFinite(interval.value())) {
      metrics.put(name, interval.value());
    }
    if (Double.isFinite(interval.low()) && Double.isFinite(interval.high())) {
      metrics.put(name + ".low", interval.low());
      metrics.put(name + ".high", interval.high());
    }
  }
}
