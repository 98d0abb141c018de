package org.vigil.models.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vigil.models.golden.GoldenArray;
import org.vigil.models.golden.GoldenFile;

/** Every loss of losses.json with its gradients; {@code schedules} has its own test. */
class LossesGoldenTest {

  @TestFactory
  Stream<DynamicTest> everyCaseIsReproducedInDouble() {
    return everyCase(DataType.FLOAT64, new Tolerance(1e-9, 1e-15));
  }

  @TestFactory
  Stream<DynamicTest> everyCaseIsReproducedInFloat() {
    return everyCase(DataType.FLOAT32, new Tolerance(1e-5, 1e-6));
  }

  /**
   * @param absolute in double: what the reference itself loses to rounding, some of its gradients
   *     of 1e-14 being differences of numbers near 1
   */
  private record Tolerance(double relative, double absolute) {
    void check(double expected, double actual, String what) {
      assertEquals(expected, actual, relative * Math.abs(expected) + absolute, what);
    }
  }

  private static Stream<DynamicTest> everyCase(DataType type, Tolerance tolerance) {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode node : GoldenFile.read("losses.json").get("cases")) {
      tests.add(dynamicTest(node.get("name").asText(), () -> check(node, type, tolerance)));
    }
    assertFalse(tests.isEmpty());
    return tests.stream();
  }

  private static void check(JsonNode node, DataType type, Tolerance tolerance) {
    Map<String, GoldenArray> inputs = new LinkedHashMap<>();
    node.get("grads")
        .fieldNames()
        .forEachRemaining(name -> inputs.put(name, GoldenArray.of(node.get("inputs").get(name))));
    Autograd.Result result = Autograd.run(type, inputs, GoldenLosses.of(node));
    tolerance.check(node.get("value").asDouble(), result.value(), "value");
    result
        .gradients()
        .forEach(
            (name, actual) -> {
              double[] expected = GoldenArray.numbers(node.get("grads").get(name));
              assertEquals(expected.length, actual.length);
              for (int i = 0; i < expected.length; i++) {
                tolerance.check(expected[i], actual[i], name + "[" + i + "]");
              }
            });
  }

  @Test
  void theRowsOfFzlprAreReproduced() {
    int checked = 0;
    for (JsonNode node : GoldenFile.read("losses.json").get("cases")) {
      if (!node.has("rows")) {
        continue;
      }
      double tau = node.get("params").path("tau").asDouble(1);
      try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
        NDArray rows =
            new FocalZlpr(tau)
                .rows(array(manager, node, "logits"), array(manager, node, "targets"));
        double[] expected = GoldenArray.numbers(node.get("rows"));
        double[] actual = rows.toDoubleArray();
        for (int i = 0; i < expected.length; i++) {
          assertEquals(expected[i], actual[i], 1e-9 * expected[i], node.get("name").asText());
        }
      }
      checked++;
    }
    assertTrue(checked > 0);
  }

  private static NDArray array(NDManager manager, JsonNode node, String input) {
    return Autograd.array(manager, GoldenArray.of(node.get("inputs").get(input)), DataType.FLOAT64);
  }

  @Test
  void classWeightsAreReproduced() {
    JsonNode node = GoldenFile.read("losses.json").get("class_weights");
    assertEquals("N/(C n_c)", node.get("formula").asText());
    int[] counts = GoldenArray.integers(node.get("counts"));
    double[] expected = GoldenArray.numbers(node.get("balanced"));
    assertArrayEquals(expected, ClassWeights.balanced(counts), 1e-12);
  }

  @Test
  void minNormWeightsAreReproduced() {
    JsonNode cases = GoldenFile.read("losses.json").get("min_norm");
    assertFalse(cases.isEmpty());
    for (JsonNode node : cases) {
      double[] g1 = GoldenArray.numbers(node.get("g1"));
      double[] g2 = GoldenArray.numbers(node.get("g2"));
      ParetoWeights weights = ParetoWeights.of(g1, g2);
      String name = node.get("name").asText();
      assertEquals(node.get("w1").asDouble(), weights.first(), 1e-12, name);
      assertEquals(node.get("w2").asDouble(), weights.second(), 1e-12, name);
      double[] direction = GoldenArray.numbers(node.get("direction"));
      assertArrayEquals(direction, weights.direction(g1, g2), 1e-12, name);
    }
  }

  @Test
  void theParetoLossOfCTransCnnIsReproduced() {
    JsonNode node = GoldenFile.read("losses.json").get("ctranscnn_pareto");
    GoldenArray targets = GoldenArray.of(node.get("targets"));
    ParetoLoss loss = ParetoLoss.ofCTransCnn();
    assertParameters(node.get("params"), loss);
    Map<String, GoldenArray> inputs = Map.of("logits", GoldenArray.of(node.get("logits")));
    assertEquals(
        node.get("asl").asDouble(), Autograd.value(inputs, on(targets, loss.first())), 1e-9);
    assertEquals(
        node.get("focal").asDouble(), Autograd.value(inputs, on(targets, loss.second())), 1e-9);
    Autograd.Result result = Autograd.run(DataType.FLOAT64, inputs, on(targets, loss));
    assertEquals(node.get("total").asDouble(), result.value(), 1e-9);
    double[] expected = GoldenArray.numbers(node.get("grad"));
    assertArrayEquals(expected, result.gradients().get("logits"), 1e-10);
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray logits = Autograd.array(manager, inputs.get("logits"), DataType.FLOAT64);
      ParetoWeights weights =
          loss.weights(logits, Autograd.array(manager, targets, DataType.FLOAT64));
      assertEquals(node.get("w_asl").asDouble(), weights.first(), 1e-9);
      assertEquals(node.get("w_focal").asDouble(), weights.second(), 1e-9);
    }
  }

  private static void assertParameters(JsonNode params, ParetoLoss loss) {
    Asymmetric asymmetric = (Asymmetric) loss.first();
    SigmoidFocal focal = (SigmoidFocal) loss.second();
    assertEquals(params.get("gamma_pos").asDouble(), asymmetric.gammaPositive());
    assertEquals(params.get("gamma_neg").asDouble(), asymmetric.gammaNegative());
    assertEquals(params.get("clip").asDouble(), asymmetric.clip());
    assertEquals(params.get("gamma").asDouble(), focal.gamma());
    assertEquals(params.get("alpha").asDouble(), focal.alpha().orElseThrow());
    assertEquals("sum over labels, mean over samples", params.get("reduction").asText());
  }

  private static Autograd.Scalar on(GoldenArray targets, Loss loss) {
    return in -> {
      NDArray logits = in.get("logits");
      return loss.of(logits, Autograd.array(logits.getManager(), targets, logits.getDataType()));
    };
  }

  @Test
  void everySectionHasATest() {
    Set<String> sections = new TreeSet<>();
    GoldenFile.read("losses.json").fieldNames().forEachRemaining(sections::add);
    List<String> known =
        Arrays.asList(
            "source", "cases", "schedules", "class_weights", "min_norm", "ctranscnn_pareto");
    assertEquals(new TreeSet<>(known), sections);
  }
}
