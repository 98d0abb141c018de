package org.vigil.models.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigil.models.dataset.LabelledImages;
import org.vigil.models.dataset.MedMnist;
import org.vigil.models.metric.Interval;
import org.vigil.models.training.Calibration;
import org.vigil.models.training.OperatingPoints;
import org.vigil.models.training.Trainer;

/**
 * What is chosen on the validation split and measured on the others.
 *
 * @param temperature of the calibration, from validation
 * @param thresholds by finding, from validation
 * @param test figures of the test split by name
 * @param external figures of PH2 by name, where there are any
 */
record DemonstrationReport(
    double temperature,
    Map<String, Double> thresholds,
    Map<String, Interval> test,
    Map<String, Interval> external) {
  /** The share of the validation split's positives that a threshold must find. */
  static final double SENSITIVITY = 0.9;

  static DemonstrationReport of(
      Demonstration demo, Trainer trainer, MedMnist splits, Optional<ExternalTest> external) {
    Evaluation validation = evaluate(demo, trainer, splits.validation());
    double temperature = Calibration.temperature(validation.logits(), validation.labels());
    Map<String, Double> thresholds = thresholds(validation, temperature);
    Evaluation test = evaluate(demo, trainer, splits.test());
    Map<String, Interval> figures = new LinkedHashMap<>(test.intervals(temperature));
    for (int f = 0; f < test.findings().size(); f++) {
      String finding = test.findings().get(f);
      figures.putAll(
          new OperatingCharacteristics(
                  test.scores(f, temperature), test.present(f), thresholds.get(finding))
              .intervals(finding));
    }
    Map<String, Interval> outside =
        external
            .map(e -> e.intervals(demo, trainer, temperature, thresholds.get("MEL")))
            .orElse(Map.of());
    return new DemonstrationReport(temperature, thresholds, figures, outside);
  }

  static Evaluation evaluate(Demonstration demo, Trainer trainer, LabelledImages split) {
    return new Evaluation(
        demo.findingNames(), demo.activation(), trainer.logits(split), split.labels());
  }

  private static Map<String, Double> thresholds(Evaluation validation, double temperature) {
    Map<String, Double> thresholds = new TreeMap<>();
    for (int f = 0; f < validation.findings().size(); f++) {
      double threshold =
          OperatingPoints.forSensitivity(
              validation.scores(f, temperature), validation.present(f), SENSITIVITY);
      thresholds.put(validation.findings().get(f), threshold);
    }
    return thresholds;
  }

  /** All figures for the manifest: {@code test.auc.MEL}, {@code test.auc.MEL.low}, ... */
  Map<String, Double> metrics() {
    Map<String, Double> metrics = new TreeMap<>();
    add(metrics, "test.", test);
    add(metrics, "ph2.", external);
    return metrics;
  }

  private static void add(
      Map<String, Double> metrics, String prefix, Map<String, Interval> figures) {
    figures.forEach(
        (name, interval) -> {
          put(metrics, prefix + name, interval.value());
          put(metrics, prefix + name + ".low", interval.low());
          put(metrics, prefix + name + ".high", interval.high());
        });
  }

  private static void put(Map<String, Double> metrics, String name, double value) {
    if (Double.isFinite(value)) { // What is undefined is left out.
      metrics.put(name, value);
    }
  }
}
