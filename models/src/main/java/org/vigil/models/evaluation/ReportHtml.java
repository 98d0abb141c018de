package org.vigil.models.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A report for people, as one page without scripts or links: ROC, reliability and net benefit of
 * every finding as drawings, then the tables.
 */
final class ReportHtml {
  private static final int SIDE = 180; // pixels
  private static final double HIGHEST_BENEFIT = 1;

  private ReportHtml() {}

  static String of(EvaluationReport report) {
    String curves =
        report.findings().stream().map(ReportHtml::curves).collect(Collectors.joining("\n"));
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Evaluation</title><style>
        body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}
        pre{white-space:pre-wrap;overflow-x:auto} figure{display:inline-block;margin:.5rem}
        svg{border:1px solid #888} path{fill:none;stroke:#0b5394;stroke-width:2}
        .even{stroke:#888;stroke-width:1;stroke-dasharray:4}
        </style></head><body>
        <h1>Curves</h1>
        %s
        <h1>Numbers</h1>
        <pre>%s</pre>
        </body></html>
        """
        .formatted(curves, escaped(ReportMarkdown.of(report)));
  }

  private static String curves(FindingReport finding) {
    return "<h2>%s</h2>\n%s%s%s"
        .formatted(
            escaped(finding.finding()),
            figure(
                "ROC: sensitivity over 1 - specificity",
                path(
                    finding.roc(),
                    FindingReport.RocPoint::falsePositiveRate,
                    FindingReport.RocPoint::truePositiveRate)),
            figure(
                "Reliability: observed share over probability",
                path(
                    finding.reliability(),
                    FindingReport.ReliabilityBin::confidence,
                    FindingReport.ReliabilityBin::observed)),
            figure(
                "Net benefit over the threshold",
                path(
                    finding.decisions().points(),
                    DecisionCurve.Point::threshold,
                    point -> Math.clamp(point.netBenefit(), 0, HIGHEST_BENEFIT))));
  }

  private static String figure(String caption, String path) {
    return """
        <figure><svg role="img" aria-label="%1$s" width="%2$d" height="%2$d">\
        <path class="even" d="M0 %2$dL%2$d 0"/><path d="%3$s"/></svg>\
        <figcaption>%1$s</figcaption></figure>
        """
        .formatted(caption, SIDE, path);
  }

  private static <T> String path(
      List<T> points, ToDoubleFunction<T> across, ToDoubleFunction<T> up) {
    StringBuilder path = new StringBuilder();
    for (T point : points) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(
              String.format(
                  Locale.ROOT,
                  "%.1f %.1f",
                  SIDE * across.applyAsDouble(point),
                  SIDE * (1 - up.applyAsDouble(point))));
    }
    return path.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
