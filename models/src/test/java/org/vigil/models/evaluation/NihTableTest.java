package org.vigil.models.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.layout.Layout;
import org.vigil.models.dataset.table.Row;
import org.vigil.models.dataset.table.Table;
import org.vigil.models.golden.GoldenFile;
import org.vigil.models.metric.Bootstrap;

/** The real scores of a retrained CheXNet on 22,433 NIH images, from files to report. */
class NihTableTest {
  @TempDir Path folder;

  @Test
  void theAucTableComesOutOfReaderAndEvaluatorAlike() throws IOException {
    Path data = GoldenFile.shared("data");
    Path scores = data.resolve("predictions/nih_test_scores.csv.gz");
    assumeTrue(Files.exists(scores), () -> "no data at " + scores);
    Files.copy(
        data.resolve("metadata/NIH_Data_Entry_2017_v2020.csv.gz"),
        folder.resolve("Data_Entry_2017_v2020.csv.gz"));
    ScoredCases cases = cases(Layout.CHEST_XRAY_14.read(folder), Table.read(scores));
    assertEquals(22_433, cases.size());
    int[] some = IntStream.range(0, cases.size()).filter(i -> i % 8 == 0).toArray();
    double[] half = new double[14];
    Arrays.fill(half, 0.5);
    EvaluationReport report =
        new Evaluator(new Bootstrap(1, 1))
            .evaluate(
                Map.of("model", "CheXNet, retrained"),
                new Evaluator.Material(cases.select(some), cases, half, Optional.empty()),
                List.of(),
                Optional.empty());
    for (Row row : Table.read(data.resolve("predictions/nih_test_aucs.csv")).rows()) {
      FindingReport finding =
          report.findings().stream()
              .filter(f -> f.finding().equals(row.text("label")))
              .findFirst()
              .orElseThrow();
      assertEquals(
          row.number("auc"), finding.measures().get("auc").value(), 5e-7, finding.finding());
      FindingReport.OperatingPoint ninety = finding.operatingPoints().get(1);
      double noise = 3 * Math.sqrt(0.09 / (finding.positives() / 8.0)); // of the threshold
      assertEquals(0.9, ninety.sensitivity(), noise, finding.finding());
    }
    assertTrue(report.strata().stream().anyMatch(s -> s.value().equals("AP")));
    ReportFiles.write(report, folder.resolve("report"));
  }

  private static ScoredCases cases(Dataset dataset, Table scores) {
    Map<String, Item> items = new HashMap<>();
    dataset.items().forEach(item -> items.put(item.id(), item));
    List<String> findings = dataset.labels().outputs();
    List<double[]> rows = new ArrayList<>();
    List<boolean[]> present = new ArrayList<>();
    List<Map<String, String>> strata = new ArrayList<>();
    for (Row row : scores.rows()) {
      Item item = items.get(row.text("Image Index"));
      rows.add(findings.stream().mapToDouble(f -> row.number("prob_" + f)).toArray());
      boolean[] truth = new boolean[findings.size()];
      for (int i = 0; i < truth.length; i++) {
        truth[i] = item.labels().get(i) == 1;
      }
      present.add(truth);
      strata.add(Strata.of(item, dataset.fields()));
    }
    return new ScoredCases(
        findings,
        ScoredCases.Kind.INDEPENDENT,
        rows.toArray(double[][]::new),
        present.toArray(boolean[][]::new),
        strata);
  }
}
