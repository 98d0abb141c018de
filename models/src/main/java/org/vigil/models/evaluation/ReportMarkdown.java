package org.vigil.models.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vigil.models.metric.Interval;

/** A report for people, as Markdown. */
final class ReportMarkdown {
  private final StringBuilder text = new StringBuilder();

  private ReportMarkdown() {}

  static String of(EvaluationReport report) {
    ReportMarkdown page = new ReportMarkdown();
    page.header(report);
    page.overall(report);
    page.findings(report.findings());
    page.operatingPoints(report.findings());
    page.calibration(report);
    page.confusion(report);
    page.strata(report.strata());
    page.retrieval(report.retrieval());
    report.comparison().ifPresent(page::comparison);
    return page.text.toString();
  }

  private void header(EvaluationReport report) {
    text.append("# Evaluation\n\n");
    report.about().forEach((name, value) -> line("- %s: %s", name, value));
    line("- cases: %d", report.cases());
    if (!report.unreadable().isEmpty()) {
      line("- not scored because they could not be read: %d", report.unreadable().size());
      report.unreadable().stream().limit(10).forEach(each -> line("  - %s", each));
    }
  }

  private void overall(EvaluationReport report) {
    line(
        "\n## All together\n\n| measure | value (95%% bootstrap interval over cases) |\n|---|---|");
    report.overall().forEach((name, interval) -> line("| %s | %s |", name, shown(interval)));
  }

  private void findings(List<FindingReport> findings) {
    line(
        "\n## One by one\n\nAt the threshold that was chosen on validation cases."
            + "\n\n| finding | with | without | AUC | average precision | threshold | sensitivity |"
            + " specificity | PPV | NPV |\n|---|---|---|---|---|---|---|---|---|---|");
    for (FindingReport f : findings) {
      Map<String, Interval> m = f.measures();
      line(
          "| %s | %d | %d | %s | %s | %.4f | %s | %s | %s | %s |",
          f.finding(),
          f.positives(),
          f.negatives(),
          shown(m.get("auc")),
          shown(m.get("average_precision")),
          f.threshold(),
          shown(m.get("sensitivity")),
          shown(m.get("specificity")),
          shown(m.get("positive_predictive_value")),
          shown(m.get("negative_predictive_value")));
    }
  }

  private void operatingPoints(List<FindingReport> findings) {
    line(
        "\n## Operating points\n\nThresholds that reach a sensitivity on validation cases, and what"
            + " they came to here.\n\n| finding | wanted | threshold | sensitivity | specificity |"
            + "\n|---|---|---|---|---|");
    for (FindingReport f : findings) {
      for (FindingReport.OperatingPoint point : f.operatingPoints()) {
        line(
            "| %s | %.2f | %.4f | %s | %s |",
            f.finding(),
            point.wanted(),
            point.threshold(),
            number(point.sensitivity()),
            number(point.specificity()));
      }
    }
  }

  private void calibration(EvaluationReport report) {
    line(
        "\n## Calibration\n\nRemedies are fitted on validation cases. ECE: expected calibration"
            + " error, 15 bins.\n\n| of | ECE | after temperature | after isotonic | Brier |"
            + " after temperature | after isotonic |\n|---|---|---|---|---|---|---|");
    calibration("all together", report.calibration());
    report.findings().forEach(f -> calibration(f.finding(), f.calibration()));
  }

  private void calibration(String of, CalibrationReport c) {
    line(
        "| %s | %.4f | %.4f | %.4f | %.4f | %.4f | %.4f |",
        of,
        c.eceBefore(),
        c.eceTemperature(),
        c.eceIsotonic(),
        c.brierBefore(),
        c.brierTemperature(),
        c.brierIsotonic());
  }

  private void confusion(EvaluationReport report) {
    if (report.confusion().isEmpty()) {
      return;
    }
    List<String> names = report.findings().stream().map(FindingReport::finding).toList();
    line("\n## Confusion\n\n| truth \\ answer | %s |", String.join(" | ", names));
    line("|---%s|", "|---".repeat(names.size()));
    for (int i = 0; i < names.size(); i++) {
      List<String> row = report.confusion().get(i).stream().map(String::valueOf).toList();
      line("| %s | %s |", names.get(i), String.join(" | ", row));
    }
  }

  private void strata(List<StratumReport> strata) {
    if (strata.isEmpty()) {
      return;
    }
    line(
        "\n## Parts of the cases\n\n| | cases | finding | AUC | sensitivity at the threshold |"
            + "\n|---|---|---|---|---|");
    for (StratumReport stratum : strata) {
      String name = stratum.field() + " " + stratum.value();
      if (stratum.sensitivities().isEmpty()) {
        line("| %s | %d | too few cases | | |", name, stratum.cases());
      }
      stratum
          .sensitivities()
          .forEach(
              (finding, sensitivity) ->
                  line(
                      "| %s | %d | %s | %s | %s |",
                      name,
                      stratum.cases(),
                      finding,
                      shown(stratum.aucs().get(finding)),
                      shown(sensitivity)));
    }
  }

  private void retrieval(Map<String, Double> retrieval) {
    if (!retrieval.isEmpty()) {
      line("\n## Similar cases\n\n| measure | value |\n|---|---|");
      retrieval.forEach((name, value) -> line("| %s | %.3f |", name, value));
    }
  }

  private void comparison(Comparison c) {
    line("\n## Beside %s\n\nDifferences are this model minus the other one (DeLong).", c.other());
    line("\n| finding | difference of AUC | p |\n|---|---|---|");
    c.aucDifferences()
        .forEach(
            (finding, difference) ->
                line(
                    "| %s | %s | %.4f |", finding, shown(difference), c.aucPValues().get(finding)));
    line(
        "\nOnly this model is right on %d cases, only the other one on %d (McNemar, exact:"
            + " p = %.4f).",
        c.onlyThisRight(), c.onlyOtherRight(), c.mcNemarPValue());
  }

  private static String shown(Interval interval) {
    boolean defined = interval != null && !Double.isNaN(interval.value());
    return defined ? interval.toString() : "undefined";
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.3f", value);
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
