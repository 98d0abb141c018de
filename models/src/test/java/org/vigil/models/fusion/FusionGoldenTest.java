package org.vigil.models.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vigil.models.golden.GoldenArray;
import org.vigil.models.golden.GoldenFile;

/** Every entry of fusion.json but {@code schedules}, which has its own test. */
class FusionGoldenTest {

  @Test
  void everySectionHasATest() {
    TreeSet<String> sections = new TreeSet<>();
    GoldenFile.read("fusion.json").fieldNames().forEachRemaining(sections::add);
    assertEquals(
        new TreeSet<>(Set.of("source", "weight_search", "svm", "averages", "schedules", "swa")),
        sections);
  }

  @TestFactory
  Stream<DynamicTest> everyWeightSearchIsReproduced() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode node : GoldenFile.read("fusion.json").get("weight_search")) {
      for (JsonNode run : node.get("runs")) {
        String name = node.get("name").asText() + ", " + run.get("grid").asText();
        tests.add(dynamicTest(name, () -> search(node, run)));
      }
    }
    assertFalse(tests.isEmpty());
    return tests.stream();
  }

  private static void search(JsonNode node, JsonNode run) {
    TaskColumns tasks = TaskColumns.SEVEN_POINT;
    int[] widths = tasks.widths().stream().mapToInt(Integer::intValue).toArray();
    assertArrayEquals(GoldenArray.integers(node.get("tasks")), widths);
    int[][] labels = GoldenArray.integerRows(node.get("labels"));
    for (String branch : List.of("derm", "clin", "fusion", "svm")) {
      assertEquals(
          node.get("correct_alone").get(branch).asInt(),
          tasks.correct(GoldenArray.rows(node.get(branch)), labels));
    }
    double[] candidates = GoldenArray.numbers(run.get("candidates"));
    assertGrid(run.get("grid").asText(), candidates);
    double[][] p1 = algorithm1(node, run, candidates, labels);
    algorithm2(run.get("algorithm2"), p1, GoldenArray.rows(node.get("svm")), labels);
  }

  /** Such as "50 from 0.05 to 1". */
  private static void assertGrid(String words, double[] candidates) {
    String[] word = words.split(" ");
    double[] ours =
        WeightSearch.equallySpaced(
            Integer.parseInt(word[0]), Double.parseDouble(word[2]), Double.parseDouble(word[4]));
    assertArrayEquals(candidates, ours, 1e-15);
  }

  private static double[][] algorithm1(
      JsonNode node, JsonNode run, double[] candidates, int[][] labels) {
    double[][] derm = GoldenArray.rows(node.get("derm"));
    double[][] clin = GoldenArray.rows(node.get("clin"));
    double[][] fused = GoldenArray.rows(node.get("fusion"));
    WeightSearch.Branches found =
        new WeightSearch(TaskColumns.SEVEN_POINT).branches(candidates, derm, clin, fused, labels);
    JsonNode expected = run.get("algorithm1");
    assertEquals(6, expected.size());
    assertEquals(expected.get("correct").asInt(), found.correct());
    assertEquals(expected.get("tried").asInt(), found.tried());
    assertEquals(expected.get("accuracy").asDouble(), found.accuracy(), 1e-12);
    assertEquals(expected.get("w_derm").asDouble(), found.dermoscopic(), 1e-12);
    assertEquals(expected.get("w_clin").asDouble(), found.clinical(), 1e-12);
    assertEquals(expected.get("w_fusion").asDouble(), found.fusion(), 1e-12);
    double[][] p1 = found.fuse(derm, clin, fused);
    assertRows(run.get("p1"), p1, 1e-12);
    return p1;
  }

  private static void algorithm2(JsonNode expected, double[][] p1, double[][] p2, int[][] labels) {
    WeightSearch.Stages found =
        new WeightSearch(TaskColumns.SEVEN_POINT)
            .stages(WeightSearch.stageCandidates(), p1, p2, labels);
    assertEquals(5, expected.size());
    assertEquals(expected.get("correct").asInt(), found.correct());
    assertEquals(expected.get("accuracy").asDouble(), found.accuracy(), 1e-12);
    assertEquals(expected.get("w1").asDouble(), found.first(), 1e-12);
    assertEquals(expected.get("w2").asDouble(), found.second(), 1e-12);
    assertArrayEquals(
        GoldenArray.integers(expected.get("correct_per_candidate")), found.perCandidate());
    assertEquals(found.correct(), TaskColumns.SEVEN_POINT.correct(found.fuse(p1, p2), labels));
  }

  @Test
  void theSupportVectorMachineOfThreeClassesIsReproduced() {
    JsonNode node = GoldenFile.read("fusion.json").get("svm");
    assertEquals("rbf", node.get("kernel").asText());
    int[] labels = GoldenArray.integers(node.get("y"));
    RbfSvm machine =
        RbfSvm.train(GoldenArray.rows(node.get("x")), labels, node.get("C").asDouble(), 1);
    assertEquals(node.get("gamma_value").asDouble(), machine.gamma(), 1e-12);
    assertArrayEquals(new int[] {0, 1, 2}, machine.classes());
    assertEquals("[[0,1],[0,2],[1,2]]", node.get("ovo_pairs").toString());
    assertArrayEquals(GoldenArray.integers(node.get("support")), machine.support());
    double[][] queries = GoldenArray.rows(node.get("queries"));
    assertRows(
        node.get("ovo_decision"),
        Arrays.stream(queries).map(machine::decisions).toArray(double[][]::new),
        1e-3);
    assertArrayEquals(
        GoldenArray.integers(node.get("predicted")),
        Arrays.stream(queries).mapToInt(machine::predict).toArray());
    for (double[] query : queries) {
      assertEquals(1, Arrays.stream(machine.probabilities(query)).sum(), 1e-9);
    }
  }

  /** The two lower classes of the same cases; there positive means class 1. */
  @Test
  void theSupportVectorMachineOfTwoClassesIsReproduced() {
    JsonNode node = GoldenFile.read("fusion.json").get("svm");
    JsonNode binary = node.get("binary");
    assertEquals("positive means class 1", binary.get("sign").asText());
    double[][] rows = GoldenArray.rows(node.get("x"));
    int[] labels = GoldenArray.integers(node.get("y"));
    List<double[]> kept = new ArrayList<>();
    List<Integer> keptLabels = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 2) {
        kept.add(rows[i]);
        keptLabels.add(labels[i]);
      }
    }
    RbfSvm machine =
        RbfSvm.train(
            kept.toArray(double[][]::new),
            keptLabels.stream().mapToInt(Integer::intValue).toArray(),
            1,
            1);
    assertEquals(binary.get("gamma_value").asDouble(), machine.gamma(), 1e-12);
    double[][] queries = GoldenArray.rows(node.get("queries"));
    assertArrayEquals(
        GoldenArray.numbers(binary.get("decision")),
        Arrays.stream(queries).mapToDouble(query -> -machine.decisions(query)[0]).toArray(),
        1e-3);
    assertArrayEquals(
        GoldenArray.integers(binary.get("predicted")),
        Arrays.stream(queries).mapToInt(machine::predict).toArray());
  }

  @Test
  void theAveragesOfBranchesAreReproduced() {
    JsonNode averages = GoldenFile.read("fusion.json").get("averages");
    assertEquals(2, averages.size());
    JsonNode jif = averages.get("jif");
    double[][] fused = GoldenArray.rows(jif.get("fusion"));
    double[][] all =
        BranchAverage.mean(3)
            .of(GoldenArray.rows(jif.get("image")), GoldenArray.rows(jif.get("meta")), fused);
    assertRows(jif.get("all"), all, 1e-12);
    assertRows(jif.get("fusion_only"), new BranchAverage(1).of(fused), 1e-12);
    JsonNode node = averages.get("ctranscnn");
    double[][] probabilities =
        BranchAverage.cTransCnn(
            node.get("weight").asDouble(),
            GoldenArray.rows(node.get("cnn_logits")),
            GoldenArray.rows(node.get("transformer_logits")));
    assertRows(node.get("probabilities"), probabilities, 1e-12);
  }

  @Test
  void theStochasticWeightAverageIsReproduced() {
    JsonNode node = GoldenFile.read("fusion.json").get("swa");
    WeightAverage average = WeightAverage.stochastic();
    for (double[] weights : GoldenArray.rows(node.get("weights"))) {
      average.add(weights);
    }
    assertArrayEquals(GoldenArray.numbers(node.get("average")), average.average(), 1e-12);
  }

  private static void assertRows(JsonNode node, double[][] actual, double tolerance) {
    double[][] expected = GoldenArray.rows(node);
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], actual[i], tolerance, "row " + i);
    }
    assertTrue(expected.length > 0);
  }
}
