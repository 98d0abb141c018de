package org.vigil.models.metric;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.vigil.models.golden.GoldenFile;

/**
 * Real scores of a retrained CheXNet on 22,433 NIH test images beside their labels.
 *
 * @param findings in the order of the columns
 * @param scores [image][finding]
 * @param present [image][finding]
 * @param published AUC by finding
 */
record NihPredictions(
    List<String> findings, double[][] scores, boolean[][] present, Map<String, Double> published) {

  /** Skips the test where the data are absent. */
  static NihPredictions read() throws IOException {
    Path folder = GoldenFile.shared("data");
    Path scored = folder.resolve("predictions/nih_test_scores.csv.gz");
    Assumptions.assumeTrue(Files.exists(scored), () -> "no data at " + scored);
    Map<String, Set<String>> labels =
        labels(folder.resolve("metadata/NIH_Data_Entry_2017_v2020.csv.gz"));
    List<double[]> scores = new ArrayList<>();
    List<boolean[]> present = new ArrayList<>();
    List<String> findings;
    try (BufferedReader lines = gunzip(scored)) {
      String[] header = lines.readLine().split(",");
      findings =
          List.of(header).subList(1, header.length).stream().map(h -> h.substring(5)).toList();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",");
        Set<String> found = labels.get(cells[0]);
        double[] row = new double[findings.size()];
        boolean[] flags = new boolean[findings.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = Double.parseDouble(cells[i + 1]);
          flags[i] = found.contains(findings.get(i));
        }
        scores.add(row);
        present.add(flags);
      }
    }
    return new NihPredictions(
        findings,
        scores.toArray(double[][]::new),
        present.toArray(boolean[][]::new),
        published(folder.resolve("predictions/nih_test_aucs.csv")));
  }

  double[] scoresOf(String finding) {
    return Columns.of(scores, findings.indexOf(finding));
  }

  boolean[] presentOf(String finding) {
    return Columns.of(present, findings.indexOf(finding));
  }

  private static Map<String, Set<String>> labels(Path file) throws IOException {
    Map<String, Set<String>> labels = new HashMap<>();
    try (BufferedReader lines = gunzip(file)) {
      lines
          .lines()
          .skip(1)
          .map(line -> line.split(",", 3))
          .forEach(cells -> labels.put(cells[0], Set.of(cells[1].split("\\|"))));
    }
    return labels;
  }

  private static Map<String, Double> published(Path file) throws IOException {
    Map<String, Double> aucs = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file).subList(1, 15)) {
      String[] cells = line.split(",");
      aucs.put(cells[0], Double.parseDouble(cells[1]));
    }
    return aucs;
  }

  private static BufferedReader gunzip(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
  }
}
