package org.vigil.models.method;

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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigil.models.golden.GoldenArray;
import org.vigil.models.golden.GoldenFile;
import org.vigil.models.golden.GoldenFill;
import org.vigil.models.network.GoldenNetwork;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;

/** Checks an entry of methods.json: tensors, parameter count and every output. */
public final class GoldenMethod {
  private static final Pattern FILL = Pattern.compile("([0-9.]+) \\* uniform\\(([^)]+)\\)");

  private GoldenMethod() {}

  /** 1e-5 of the largest value. */
  public static <M extends Module> void module(
      String name,
      Function<Build, M> make,
      BiFunction<M, Map<String, NDArray>, Map<String, NDArray>> run) {
    check("modules", name, make, run);
  }

  /** max(1e-4, 20 float32_error) of the largest value. */
  public static <M extends Module> void network(
      String name,
      Function<Build, M> make,
      BiFunction<M, Map<String, NDArray>, Map<String, NDArray>> run) {
    check("networks", name, make, run);
  }

  private static <M extends Module> void check(
      String group,
      String name,
      Function<Build, M> make,
      BiFunction<M, Map<String, NDArray>, Map<String, NDArray>> run) {
    JsonNode golden = GoldenFile.read("methods.json").path(group).path(name);
    assertTrue(golden.isObject(), name + " has no reference values");
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      M module = make.apply(new Build(manager, new Random(1)));
      assertEquals(referenceTensors(golden), tensors(module));
      assertEquals(golden.path("parameters").asLong(), module.parameterCount());
      GoldenNetwork.fill(module);
      JniUtils.setGradMode(false);
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        Map<String, NDArray> outputs = run.apply(module, inputs(golden, manager));
        golden
            .path("outputs")
            .properties()
            .forEach(
                e ->
                    compare(group, name + " " + e.getKey(), e.getValue(), outputs.get(e.getKey())));
      }
    }
  }

  private static Map<String, NDArray> inputs(JsonNode golden, NDManager manager) {
    Map<String, NDArray> inputs = new LinkedHashMap<>();
    golden
        .path("inputs")
        .properties()
        .forEach(
            e -> {
              Matcher fill = FILL.matcher(e.getValue().path("fill").asText());
              assertTrue(fill.matches());
              Shape shape =
                  new Shape(
                      Arrays.stream(GoldenArray.integers(e.getValue().path("shape")))
                          .asLongStream()
                          .toArray());
              double scale = Double.parseDouble(fill.group(1));
              float[] values = GoldenFill.input(fill.group(2), scale, (int) shape.size());
              inputs.put(e.getKey(), manager.create(values, shape));
            });
    return inputs;
  }

  private static void compare(String group, String what, JsonNode golden, NDArray output) {
    assertEquals(
        Arrays.toString(GoldenArray.integers(golden.path("shape"))),
        Arrays.toString(output.getShape().getShape()),
        what);
    double share =
        group.equals("modules")
            ? 1e-5
            : Math.max(1e-4, 20 * golden.path("float32_error").asDouble());
    double tolerance = share * golden.path("max_abs").asDouble();
    float[] values = output.toFloatArray();
    if (golden.has("values")) {
      assertValues(what, GoldenArray.numbers(golden.path("values")), values, 0, tolerance);
    } else {
      double[] last = GoldenArray.numbers(golden.path("last8"));
      assertEquals(8, last.length, what);
      assertValues(what, GoldenArray.numbers(golden.path("first16")), values, 0, tolerance);
      assertValues(what, last, values, values.length - last.length, tolerance);
    }
    double mean = 0;
    for (float value : values) {
      mean += value / (double) values.length;
    }
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    assertEquals(golden.path("mean").asDouble(), mean, tolerance, what + " mean");
    double std = Math.sqrt(squares / values.length);
    assertEquals(golden.path("std").asDouble(), std, tolerance, what + " deviation");
  }

  private static void assertValues(
      String what, double[] wanted, float[] given, int from, double tolerance) {
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i], given[from + i], tolerance, what + " at " + (from + i));
    }
  }

  private static List<String> referenceTensors(JsonNode golden) {
    List<String> tensors = new ArrayList<>();
    golden.path("tensors").forEach(t -> tensors.add(t.get(0).asText() + t.get(1)));
    return tensors;
  }

  private static List<String> tensors(Module module) {
    List<String> tensors = new ArrayList<>();
    module
        .parameters()
        .forEach(
            (name, parameter) -> {
              if (GoldenFill.isFilled(name)) {
                long[] shape = parameter.value().getShape().getShape();
                tensors.add(name + Arrays.toString(shape).replace(" ", ""));
              }
            });
    return tensors;
  }
}
