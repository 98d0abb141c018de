package org.vigil.models.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.models.golden.GoldenArray;
import org.vigil.models.golden.GoldenFill;
import org.vigil.models.nn.Build;

/**
 * Every registered network against torchvision and timm where single logits at 224 pixels say
 * nothing: maps of every stage, sides that strides and windows do not fill, grey input, gradients.
 * The table is {@code backbone-stages.json}, made by {@code backbone_reference.py}.
 */
class BackboneStagesTest {
  private static final double TOLERANCE = 1e-4; // of the largest value
  private static final double GRADIENT_TOLERANCE = 2e-3; // of the norm
  private static final int CLASSES = 1000;
  private static JsonNode table;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = BackboneStagesTest.class.getResourceAsStream("/backbone-stages.json")) {
      table = new ObjectMapper().readTree(in);
    }
  }

  static Stream<Arguments> cases() {
    return Networks.names().stream()
        .flatMap(name -> Stream.of(Arguments.of(name, "rgb"), Arguments.of(name, "grey")));
  }

  @Test
  void theTableHasEveryNetwork() {
    TreeSet<String> names = new TreeSet<>();
    table.fieldNames().forEachRemaining(names::add);
    assertEquals(Networks.names(), names);
  }

  static Set<String> names() {
    return Networks.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aPublishedFileHasTheSameTensors(String name) {
    JsonNode state = table.path(name).path("state");
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Build build = new Build(manager, new Random(1));
      Network network = Networks.create(name, build, NetworkOptions.published(CLASSES));
      List<String> tensors = new ArrayList<>();
      network.parameters().forEach((tensor, p) -> tensors.add(tensor + sides(p.value())));
      tensors.sort(null);
      assertEquals(state.path("tensors").asInt(), tensors.size());
      CRC32 crc = new CRC32();
      crc.update(String.join("\n", tensors).getBytes(StandardCharsets.US_ASCII));
      assertEquals(state.path("crc32").asLong(), crc.getValue());
      checkComputed(network, state);
    }
  }

  private static String sides(NDArray value) {
    return Arrays.toString(value.getShape().getShape()).replace(" ", "");
  }

  /** Position indices and steps, which a network computes by itself. */
  private static void checkComputed(Network network, JsonNode state) {
    state
        .path("computed_norms")
        .properties()
        .forEach(
            row -> {
              String name = row.getKey();
              float[] values =
                  value(network, name).toType(DataType.FLOAT32, false).flatten().toFloatArray();
              double squares = 0;
              for (float v : values) {
                squares += (double) v * v;
              }
              double norm = row.getValue().asDouble();
              assertEquals(norm, Math.sqrt(squares), 1e-6 * norm, name);
              JsonNode first = state.path("computed_first8").path(name);
              assertNear(first, Arrays.copyOf(values, 8), 1e-6, name);
            });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void stagesLogitsAndGradientsAreTheReferences(String name, String colour) {
    JsonNode row = table.path(name).path(colour);
    Shape shape = shape(row.path("shape"));
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NetworkOptions options = new NetworkOptions(CLASSES, (int) shape.get(1), 0, false);
      Network network = Networks.create(name, new Build(manager, new Random(1)), options);
      GoldenNetwork.fill(network);
      NDArray picture = manager.create(GoldenFill.input("stages", 2, (int) shape.size()), shape);
      checkStages(network, picture, row.path("stages"));
      checkGradients(network, picture, row);
    }
  }

  private static void checkStages(Network network, NDArray picture, JsonNode stages) {
    JniUtils.setGradMode(false);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      List<NDArray> maps = network.stages(picture);
      for (int i = 0; i < stages.size(); i++) { // the table has none for ViT
        assertEquals(stages.size(), network.stageCount());
        checkMaps("stage " + i, maps.get(i), stages.get(i));
      }
    }
  }

  private static void checkMaps(String what, NDArray maps, JsonNode expected) {
    assertEquals(shape(expected.path("shape")), maps.getShape(), what);
    double tolerance = TOLERANCE * expected.path("max_abs").asDouble();
    float[] values = maps.toFloatArray();
    assertEquals(expected.path("mean").asDouble(), mean(values), tolerance, what);
    int n = values.length;
    float[] last = {values[n - 1], values[n - 2], values[n - 3], values[n - 4]};
    assertNear(expected.path("first4"), Arrays.copyOf(values, 4), tolerance, what);
    assertNear(expected.path("last4"), last, tolerance, what);
  }

  private static double mean(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  /** Of the logits, weighted by {@code uniform(gradient)} and summed. */
  private static void checkGradients(Network network, NDArray picture, JsonNode row) {
    JsonNode norms = row.path("gradient_norms");
    norms.fieldNames().forEachRemaining(name -> value(network, name).setRequiresGradient(true));
    JniUtils.setGradMode(true);
    try (NDScope scope = new NDScope();
        GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      scope.suppressNotUsedWarning();
      NDArray logits = network.forward(picture);
      double tolerance = TOLERANCE * row.path("max_abs").asDouble();
      assertNear(row.path("logits"), Arrays.copyOf(logits.toFloatArray(), 8), tolerance, "logits");
      float[] weights = GoldenFill.input("gradient", 1, CLASSES);
      collector.backward(logits.mul(logits.getManager().create(weights)).sum());
    }
    norms
        .properties()
        .forEach(
            norm -> {
              double expected = norm.getValue().asDouble();
              try (NDArray gradient = value(network, norm.getKey()).getGradient()) {
                double actual = Math.sqrt(gradient.square().sum().getFloat());
                assertEquals(expected, actual, GRADIENT_TOLERANCE * expected, norm.getKey());
              }
            });
  }

  private static NDArray value(Network network, String name) {
    return network.parameters().get(name).value();
  }

  private static void assertNear(JsonNode expected, float[] actual, double by, String what) {
    double[] values = new double[actual.length];
    Arrays.setAll(values, i -> actual[i]);
    assertArrayEquals(GoldenArray.numbers(expected), values, by, what);
  }

  private static Shape shape(JsonNode node) {
    return new Shape(Arrays.stream(GoldenArray.integers(node)).asLongStream().toArray());
  }
}
