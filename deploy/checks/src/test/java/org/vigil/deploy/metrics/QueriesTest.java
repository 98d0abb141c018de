package org.vigil.deploy.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dashboards and rules ask only for metrics and labels that exist. */
class QueriesTest {
  private static final Path ROOT = Path.of(System.getProperty("vigil.root"));

  /** What Prometheus itself or its service discovery adds. */
  private static final Set<String> EVERYWHERE =
      Set.of("job", "instance", "le", "namespace", "pod", "container");

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();

  private MetricsPage page;
  private final Set<String> recorded = new HashSet<>();

  @BeforeEach
  void readPage() throws IOException {
    page = MetricsPage.read(ROOT);
    rules().findValuesAsText("record").forEach(recorded::add);
  }

  @Test
  void everyQueryOfTheDashboardsHitsAMetric() throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(ROOT.resolve("deploy/grafana"), "*.json")) {
      int boards = 0;
      for (Path file : files) {
        List<String> queries = JSON.readTree(file.toFile()).findValuesAsText("expr");
        assertFalse(queries.isEmpty(), file.toString());
        queries.forEach(query -> check(file.getFileName() + ": " + query, new Query(query)));
        boards++;
      }
      assertEquals(3, boards);
    }
  }

  @Test
  void everyRuleHitsAMetric() throws IOException {
    List<String> queries = rules().findValuesAsText("expr");
    assertFalse(queries.isEmpty());
    queries.forEach(query -> check(query, new Query(query)));
  }

  @Test
  void everyAlertHasItsRunbookAndItsTest() throws IOException {
    String runbooks = Files.readString(ROOT.resolve("docs/operations.md"));
    String tests = text("deploy/prometheus/tests");
    List<String> alerts = rules().findValuesAsText("alert");
    assertFalse(alerts.isEmpty());
    for (String alert : alerts) {
      assertTrue(runbooks.contains("\n### " + alert + "\n"), "no runbook of " + alert);
      assertTrue(tests.contains("alertname: " + alert), "no test of " + alert);
      assertTrue(
          tests.contains("operations.md#" + alert.toLowerCase(java.util.Locale.ROOT)), alert);
    }
  }

  @Test
  void aQueryForAMetricThatIsNotThereIsFound() {
    assertEquals(
        List.of("vigil_no_such_total", "label colour of vigil_ingest_images_total"),
        unknown(
            new Query(
                "sum by (reason) (rate(vigil_no_such_total[5m]))"
                    + " / on () sum(vigil_ingest_images_total{colour=\"red\"} offset 5m)")));
  }

  private void check(String where, Query query) {
    assertFalse(query.uses().isEmpty(), where);
    assertEquals(List.of(), unknown(query), where);
  }

  private List<String> unknown(Query query) {
    List<String> unknown = new ArrayList<>();
    Set<String> labels = new HashSet<>(EVERYWHERE);
    for (Query.Use use : query.uses()) {
      if (use.name().startsWith("vigil:") && recorded.contains(use.name())) {
        labels.addAll(Set.of("slot", "bundle", "finding", "site", "bin"));
        continue;
      }
      page.metric(use.name())
          .ifPresentOrElse(
              metric -> {
                Set<String> own = page.labels().get(metric);
                labels.addAll(own);
                use.labels().stream()
                    .filter(label -> !own.contains(label) && !EVERYWHERE.contains(label))
                    .forEach(label -> unknown.add("label " + label + " of " + metric));
              },
              () -> unknown.add(use.name()));
    }
    if (unknown.isEmpty()) {
      query.groupedBy().stream()
          .filter(label -> !labels.contains(label))
          .forEach(label -> unknown.add("grouping by " + label));
    }
    return unknown;
  }

  private static JsonNode rules() throws IOException {
    return YAML.createArrayNode()
        .add(YAML.readTree(ROOT.resolve("deploy/prometheus/rules/alerts.yml").toFile()))
        .add(YAML.readTree(ROOT.resolve("deploy/prometheus/rules/drift.yml").toFile()));
  }

  private static String text(String folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(ROOT.resolve(folder))) {
      for (Path file : files) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
