package org.vigil.local.cli;

import java.util.Map;
import java.util.StringJoiner;
import org.vigil.local.bench.Distribution;
import org.vigil.local.bench.PhaseResult;
import org.vigil.local.bench.PipelineReport;
import org.vigil.local.bench.RawForward;

/**
 * A benchmark's result for people: tables of studies per second, milliseconds and processor time.
 */
record PipelineReportText(PipelineReport report) {

  @Override
  public String toString() {
    StringJoiner text = new StringJoiner("\n");
    text.add(raw(report.raw()));
    for (PhaseResult phase : report.phases()) {
      text.add("").add(heading(phase)).add(times(phase).toString());
      text.add("ingest, mean ms: " + list(phase.ingestMeans()));
      text.add("processor ms a study: " + list(phase.cpuMillis()));
    }
    return text.toString();
  }

  private String raw(RawForward raw) {
    return ("Bare forward pass: %.1f images/s at %d threads (before %.1f, after %.1f),"
            + " %.0f ms a batch of %d; %.1f at %d; of the network as it was trained"
            + " %.1f at %d threads, %.1f at %d")
        .formatted(
            raw.mean(),
            raw.threads(),
            raw.before(),
            raw.after(),
            report.forwardMillis(),
            report.settings().batch(),
            raw.allCores(),
            raw.cores(),
            raw.asTrained(),
            raw.threads(),
            raw.asTrainedAllCores(),
            raw.cores());
  }

  private String heading(PhaseResult phase) {
    String offered =
        phase.offeredPerSecond() > 0 ? ", %.1f/s sent".formatted(phase.offeredPerSecond()) : "";
    PipelineReport.Ratio ratio = report.ratio(phase);
    return ("%s: %.1f studies/s, %.2f of the bare forward pass (%.2f of it on all cores;"
            + " of the network as it was trained %.2f and %.2f)%s; %d acknowledged, %d missing")
        .formatted(
            phase.name(),
            phase.studiesPerSecond(),
            ratio.sameThreads(),
            ratio.allCores(),
            ratio.asTrained(),
            ratio.asTrainedAllCores(),
            offered,
            phase.acknowledged(),
            phase.missing());
  }

  private static Table times(PhaseResult phase) {
    Table table = new Table("ms", "mean", "p50", "p95", "p99", "max");
    phase.stages().forEach((stage, times) -> row(table, stage, times));
    row(table, "answer to worklist", phase.toWorklist());
    return table;
  }

  private static void row(Table table, String name, Distribution times) {
    table.row(
        name,
        whole(times.mean()),
        whole(times.p50()),
        whole(times.p95()),
        whole(times.p99()),
        whole(times.max()));
  }

  private static String whole(double millis) {
    return "%.0f".formatted(millis);
  }

  private static String list(Map<String, Double> values) {
    StringJoiner list = new StringJoiner(", ");
    values.forEach((name, value) -> list.add("%s %.1f".formatted(name, value)));
    return list.toString();
  }
}
