package org.vigil.models.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.vigil.models.golden.GoldenArray;
import org.vigil.models.golden.GoldenFile;
import org.vigil.models.golden.GoldenFill;
import org.vigil.models.network.GoldenNetwork;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;

/** One entry of methods.json: its tensors, its number of parameters and its outputs. */
public record MethodGolden(JsonNode golden, double tolerance) {

  public static MethodGolden module(String name) {
    return new MethodGolden(entry("modules", name), 1e-5);
  }

  public static MethodGolden network(String name) {
    return new MethodGolden(entry("networks", name), 1e-4);
  }

  private static JsonNode entry(String kind, String name) {
    JsonNode golden = GoldenFile.read("methods.json").path(kind).path(name);
    assertTrue(golden.isObject(), name + " has no reference values");
    return golden;
  }

  public int config(String key) {
    assertTrue(golden.path("config").has(key), "no " + key);
    return golden.path("config").path(key).asInt();
  }

  /**
   * @param build makes the module
   * @param run from the inputs by name to the outputs by name
   */
  public <M extends Module> void check(
      Function<Build, M> build, BiFunction<M, Map<String, NDArray>, Map<String, NDArray>> run) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      M module = build.apply(new Build(manager, new Random(1)));
      assertEquals(GoldenNetwork.tensors(golden), GoldenNetwork.tensors(module));
      assertEquals(golden.path("parameters").asLong(), module.parameterCount());
      GoldenNetwork.fill(module);
      JniUtils.setGradMode(false);
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        Map<String, NDArray> outputs = new TreeMap<>(run.apply(module, inputs(manager)));
        List<String> names = new ArrayList<>();
        golden.path("outputs").fieldNames().forEachRemaining(names::add);
        assertEquals(names.stream().sorted().toList(), List.copyOf(outputs.keySet()));
        outputs.forEach((name, array) -> compare(name, array));
      } finally {
        JniUtils.setGradMode(true);
      }
    }
  }

  private Map<String, NDArray> inputs(NDManager manager) {
    Map<String, NDArray> inputs = new TreeMap<>();
    golden
        .path("inputs")
        .fields()
        .forEachRemaining(field -> inputs.put(field.getKey(), input(manager, field.getValue())));
    return inputs;
  }

  /** Described as {@code k * uniform(name)}. */
  private static NDArray input(NDManager manager, JsonNode input) {
    String[] fill = input.path("fill").asText().split(" \\* uniform\\(|\\)");
    Shape shape = new Shape(longs(input.path("shape")));
    int count = Math.toIntExact(shape.size());
    return manager.create(GoldenFill.input(fill[1], Double.parseDouble(fill[0]), count), shape);
  }

  private static long[] longs(JsonNode node) {
    return IntStream.of(GoldenArray.integers(node)).asLongStream().toArray();
  }

  private void compare(String name, NDArray array) {
    JsonNode expected = golden.path("outputs").path(name);
    assertArrayEquals(longs(expected.path("shape")), array.getShape().getShape(), name);
    double share = Math.max(tolerance, 20 * expected.path("float32_error").asDouble());
    double allowed = (tolerance < 1e-4 ? tolerance : share) * expected.path("max_abs").asDouble();
    float[] values = array.toFloatArray();
    if (expected.has("values")) {
      near(GoldenArray.numbers(expected.path("values")), values, 0, allowed, name);
    } else {
      near(GoldenArray.numbers(expected.path("first16")), values, 0, allowed, name);
      double[] last = GoldenArray.numbers(expected.path("last8"));
      near(last, values, values.length - last.length, allowed, name);
    }
    double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
    double squares =
        IntStream.range(0, values.length)
            .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
            .sum();
    assertEquals(expected.path("mean").asDouble(), mean, allowed, name + " mean");
    assertEquals(
        expected.path("std").asDouble(), Math.sqrt(squares / values.length), allowed, name);
  }

  private static void near(
      double[] expected, float[] actual, int from, double allowed, String name) {
    assertTrue(expected.length > 0, name + " has no values");
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[from + i], allowed, name + "[" + (from + i) + "]");
    }
  }
}
