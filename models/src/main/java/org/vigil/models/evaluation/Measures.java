package org.vigil.models.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.vigil.models.metric.Auc;
import org.vigil.models.metric.AveragePrecision;
import org.vigil.models.metric.Confusion;
import org.vigil.models.metric.MultiLabelReport;
import org.vigil.models.metric.ProperScores;
import org.vigil.models.metric.Reliability;
import org.vigil.models.metric.SingleLabelReport;

/** The papers' measures of all outputs together, by name; what is undefined is NaN. */
final class Measures {
  /** Where a single finding counts as the answer, as in a table of classes. */
  private static final double LIKELY = 0.5;

  private Measures() {}

  /**
   * @param thresholds one per output; those of exclusive outputs are not used: the largest score is
   *     the answer
   */
  static Map<String, Double> of(ScoredCases cases, double[] thresholds) {
    return switch (cases.kind()) {
      case EXCLUSIVE -> exclusive(cases);
      case INDEPENDENT -> independent(cases, thresholds);
    };
  }

  private static Map<String, Double> exclusive(ScoredCases cases) {
    int[] labels = cases.labels();
    SingleLabelReport report = SingleLabelReport.of(labels, cases.scores());
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("accuracy", report.accuracy());
    all.put("balanced_accuracy", report.balancedAccuracy());
    all.put("macro_auc", orNone(report.macroAuc()));
    all.put("mean_average_precision", orNone(report.meanAveragePrecision()));
    all.put("macro_precision", report.macro(Confusion::precision));
    all.put("macro_recall", report.macro(Confusion::recall));
    all.put("macro_f1", report.macro(Confusion::f1));
    all.put("weighted_precision", report.weighted(Confusion::precision));
    all.put("weighted_f1", report.weighted(Confusion::f1));
    all.put("macro_specificity", report.macro(c -> c.specificity().orElse(0)));
    all.put("kappa", orNone(report.kappa()));
    all.put("brier", ProperScores.brier(cases.scores(), labels));
    all.put(
        "expected_calibration_error",
        Reliability.ofClasses(cases.scores(), labels).expectedCalibrationError());
    return all;
  }

  private static Map<String, Double> independent(ScoredCases cases, double[] thresholds) {
    MultiLabelReport report = MultiLabelReport.of(cases.scores(), cases.present(), thresholds);
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("macro_auc", orNone(report.macroAuc()));
    all.put("micro_auc", orNone(report.microAuc()));
    all.put("mean_average_precision", orNone(report.meanAveragePrecision()));
    all.put("mean_average_precision_by_rank", orNone(report.meanAveragePrecisionByRank()));
    all.put("class_precision", report.classPrecision());
    all.put("class_recall", report.classRecall());
    all.put("class_f1", report.classF1());
    all.put("class_f1_of_means", report.classF1OfMeans());
    all.put("overall_precision", report.overall().precision());
    all.put("overall_recall", report.overall().recall());
    all.put("overall_f1", report.overall().f1());
    all.put("hamming_accuracy", report.hammingAccuracy());
    all.put("subset_accuracy", report.subsetAccuracy());
    if (cases.outputs().size() == 1) {
      Confusion answers = Confusion.at(LIKELY, cases.scores(0), cases.present(0));
      double right = answers.truePositives() + answers.trueNegatives();
      all.put("accuracy", right / answers.total());
      all.put(
          "balanced_accuracy", (orNone(answers.sensitivity()) + orNone(answers.specificity())) / 2);
    }
    return all;
  }

  /** Of one output at its threshold. */
  static Map<String, Double> of(double[] scores, boolean[] present, double threshold) {
    Confusion confusion = Confusion.at(threshold, scores, present);
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("auc", orNone(Auc.of(scores, present)));
    all.put("average_precision", orNone(AveragePrecision.grouped(scores, present)));
    all.put("sensitivity", orNone(confusion.sensitivity()));
    all.put("specificity", orNone(confusion.specificity()));
    all.put("positive_predictive_value", orNone(confusion.positivePredictiveValue()));
    all.put("negative_predictive_value", orNone(confusion.negativePredictiveValue()));
    all.put("f1", confusion.f1());
    return all;
  }

  private static double orNone(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }
}
