package org.vigil.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.vigil.models.metric.Bootstrap;
import org.vigil.models.metric.Interval;
import org.vigil.models.metric.ProperScores;
import org.vigil.models.metric.Reliability;
import org.vigil.models.metric.RetrievalReport;
import org.vigil.models.metric.SingleLabelReport;

/**
 * Measures a model on cases that it was not chosen by.
 *
 * @param bootstrap how intervals are drawn
 */
public record Evaluator(Bootstrap bootstrap) {
  /** Cases below which a stratum is listed without numbers. */
  private static final int FEWEST = 10;

  private static final int[] NEIGHBOURS = {1, 2, 5, 10};

  /** 1,000 samples, always the same. */
  public static final Evaluator PLAIN = new Evaluator(new Bootstrap(1000, 20_240_601));

  /**
   * What the numbers rest on.
   *
   * @param validation cases by which remedies and thresholds are chosen
   * @param test cases that are reported on, of the same outputs
   * @param thresholds one per output
   * @param embeddings of the test cases, if there are any
   */
  public record Material(
      ScoredCases validation,
      ScoredCases test,
      double[] thresholds,
      Optional<double[][]> embeddings) {}

  /**
   * @param about model, data set and so on, by name
   * @param unreadable cases that could not be scored
   * @param other another model on the same cases, by name
   */
  public EvaluationReport evaluate(
      Map<String, String> about,
      Material material,
      List<String> unreadable,
      Optional<Other> other) {
    ScoredCases test = material.test();
    return new EvaluationReport(
        new LinkedHashMap<>(about),
        test.size(),
        List.copyOf(unreadable),
        bootstrap.intervals(
            test.size(), chosen -> Measures.of(test.select(chosen), material.thresholds())),
        calibration(material),
        IntStream.range(0, test.outputs().size()).mapToObj(i -> finding(material, i)).toList(),
        confusion(test),
        strata(material),
        material.embeddings().map(e -> retrieval(e, test)).orElse(Map.of()),
        other.map(
            o -> Comparison.of(o.name(), test, material.thresholds(), o.cases(), o.thresholds())));
  }

  /** Another model's scores of the same cases. */
  public record Other(String name, ScoredCases cases, double[] thresholds) {}

  private FindingReport finding(Material material, int output) {
    ScoredCases test = material.test();
    double[] scores = test.scores(output);
    boolean[] present = test.present(output);
    double threshold = material.thresholds()[output];
    long positives = IntStream.range(0, present.length).filter(i -> present[i]).count();
    return new FindingReport(
        test.outputs().get(output),
        positives,
        present.length - positives,
        threshold,
        bootstrap.intervals(
            present.length,
            chosen ->
                Measures.of(
                    IntStream.of(chosen).mapToDouble(i -> scores[i]).toArray(),
                    picked(present, chosen),
                    threshold)),
        OperatingTable.of(material.validation(), test, output),
        calibrationOf(material, output),
        reliability(scores, present),
        RocCurve.of(scores, present),
        DecisionCurve.of(scores, present));
  }

  private static boolean[] picked(boolean[] values, int[] chosen) {
    boolean[] some = new boolean[chosen.length];
    for (int i = 0; i < some.length; i++) {
      some[i] = values[chosen[i]];
    }
    return some;
  }

  private static List<FindingReport.ReliabilityBin> reliability(
      double[] scores, boolean[] present) {
    return Reliability.ofFinding(scores, present).bins().stream()
        .filter(bin -> bin.count() > 0)
        .map(
            bin ->
                new FindingReport.ReliabilityBin(
                    bin.count(), bin.confidence().orElseThrow(), bin.accuracy().orElseThrow()))
        .toList();
  }

  /** Of the answer (exclusive) or of all outputs' probabilities together (independent). */
  private static CalibrationReport calibration(Material material) {
    ScoredCases test = material.test();
    ScoredCases tempered = Tempered.at(Tempered.fit(material.validation()), test);
    double[][] isotonic = new double[test.size()][test.outputs().size()];
    for (int output = 0; output < test.outputs().size(); output++) {
      Isotonic fitted =
          Isotonic.fit(material.validation().scores(output), material.validation().present(output));
      for (int i = 0; i < isotonic.length; i++) {
        isotonic[i][output] = fitted.of(test.scores()[i][output]);
      }
    }
    ScoredCases stepped = test.withScores(isotonic);
    return new CalibrationReport(
        ece(test), ece(tempered), ece(stepped), brier(test), brier(tempered), brier(stepped));
  }

  private static double ece(ScoredCases cases) {
    return switch (cases.kind()) {
      case EXCLUSIVE ->
          Reliability.ofClasses(normalised(cases), cases.labels()).expectedCalibrationError();
      case INDEPENDENT ->
          IntStream.range(0, cases.outputs().size())
              .mapToDouble(
                  o ->
                      Reliability.ofFinding(cases.scores(o), cases.present(o))
                          .expectedCalibrationError())
              .average()
              .orElseThrow();
    };
  }

  /** Class by class calibration leaves rows that do not sum to 1. */
  private static double[][] normalised(ScoredCases cases) {
    return Arrays.stream(cases.scores())
        .map(
            row -> {
              double sum = Arrays.stream(row).sum();
              return sum > 0 ? Arrays.stream(row).map(p -> p / sum).toArray() : row;
            })
        .toArray(double[][]::new);
  }

  private static double brier(ScoredCases cases) {
    return switch (cases.kind()) {
      case EXCLUSIVE -> ProperScores.brier(normalised(cases), cases.labels());
      case INDEPENDENT ->
          IntStream.range(0, cases.outputs().size())
              .mapToDouble(o -> ProperScores.brier(cases.scores(o), cases.present(o)))
              .average()
              .orElseThrow();
    };
  }

  private static CalibrationReport calibrationOf(Material material, int output) {
    ScoredCases validation = single(material.validation(), output);
    ScoredCases test = single(material.test(), output);
    return calibration(new Material(validation, test, new double[] {0.5}, Optional.empty()));
  }

  private static ScoredCases single(ScoredCases cases, int output) {
    double[][] scores =
        Arrays.stream(cases.scores()).map(r -> new double[] {r[output]}).toArray(double[][]::new);
    boolean[][] present =
        Arrays.stream(cases.present())
            .map(r -> new boolean[] {r[output]})
            .toArray(boolean[][]::new);
    return new ScoredCases(
        List.of(cases.outputs().get(output)),
        ScoredCases.Kind.INDEPENDENT,
        scores,
        present,
        cases.strata());
  }

  private static List<List<Long>> confusion(ScoredCases cases) {
    if (cases.kind() == ScoredCases.Kind.INDEPENDENT) {
      return List.of();
    }
    return Arrays.stream(SingleLabelReport.of(cases.labels(), cases.scores()).matrix())
        .map(row -> Arrays.stream(row).boxed().toList())
        .toList();
  }

  private List<StratumReport> strata(Material material) {
    Map<String, TreeSet<String>> values = new TreeMap<>();
    material
        .test()
        .strata()
        .forEach(
            known ->
                known.forEach(
                    (field, value) ->
                        values.computeIfAbsent(field, f -> new TreeSet<>()).add(value)));
    List<StratumReport> reports = new ArrayList<>();
    values.forEach(
        (field, all) -> all.forEach(value -> reports.add(stratum(material, field, value))));
    return reports;
  }

  private StratumReport stratum(Material material, String field, String value) {
    ScoredCases test = material.test();
    int[] members =
        IntStream.range(0, test.size())
            .filter(i -> value.equals(test.strata().get(i).get(field)))
            .toArray();
    Map<String, Interval> aucs = new LinkedHashMap<>();
    Map<String, Interval> sensitivities = new LinkedHashMap<>();
    if (members.length >= FEWEST) {
      ScoredCases some = test.select(members);
      for (int output = 0; output < test.outputs().size(); output++) {
        int at = output;
        Map<String, Interval> measures =
            bootstrap.intervals(
                members.length,
                chosen -> {
                  ScoredCases drawn = some.select(chosen);
                  return Measures.of(
                      drawn.scores(at), drawn.present(at), material.thresholds()[at]);
                });
        keep(aucs, test.outputs().get(output), measures.get("auc"));
        keep(sensitivities, test.outputs().get(output), measures.get("sensitivity"));
      }
    }
    return new StratumReport(field, value, members.length, aucs, sensitivities);
  }

  private static void keep(Map<String, Interval> into, String finding, Interval interval) {
    if (!Double.isNaN(interval.value())) {
      into.put(finding, interval);
    }
  }

  /** Every case is asked for among all the others (multi-scale ViT, Tables 4 and 5). */
  private static Map<String, Double> retrieval(double[][] embeddings, ScoredCases cases) {
    if (cases.kind() == ScoredCases.Kind.INDEPENDENT) {
      return Map.of();
    }
    RetrievalReport report = RetrievalReport.leaveOneOut(embeddings, cases.labels());
    Map<String, Double> all = new LinkedHashMap<>();
    for (int k : NEIGHBOURS) {
      if (k < cases.size()) {
        all.put("P@" + k, report.precision(k));
        all.put("R@" + k, report.hitRate(k));
        all.put("F1@" + k, report.f1OfHit(k));
      }
    }
    report.meanAveragePrecision().ifPresent(map -> all.put("mAP", map));
    return all;
  }
}
