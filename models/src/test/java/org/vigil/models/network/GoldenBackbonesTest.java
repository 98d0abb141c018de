package org.vigil.models.network;

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
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.models.golden.GoldenArray;
import org.vigil.models.golden.GoldenFile;
import org.vigil.models.golden.GoldenFill;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.ForInference;
import org.vigil.models.nn.MemoryFormat;

/** Every registered network against PyTorch's own outputs (golden README, sections 1 to 3). */
class GoldenBackbonesTest {
  private static final int CLASSES = 1000;
  private static final int BATCH = 2;
  private static final int SIDE = 224;
  private static final double TOLERANCE = 1e-4; // of the largest logit

  static Set<String> names() {
    return Networks.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aNetworkHasTheReferencesTensorsAndOutputs(String name) {
    JsonNode golden = golden(name);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Build build = new Build(manager, new Random(1));
      Network network = Networks.create(name, build, NetworkOptions.published(CLASSES));
      NetworkSpecification specification = Networks.specification(name);
      assertEquals(golden.path("parameters").asLong(), network.parameterCount());
      assertEquals(network.parameterCount(), specification.parameterCount());
      assertEquals(specification.stageWidths(), stageWidths(network, manager));
      assertEquals(network.featureWidth(), specification.featureWidth());
      assertEquals(GoldenNetwork.tensors(golden), GoldenNetwork.tensors(network));
      GoldenNetwork.fill(network);
      float[] plain = checkOutputs(network, manager, golden);
      float allowed = (float) (TOLERANCE * maxAbs(plain));
      ForInference.foldBatchNorms(network);
      assertArrayEquals(plain, rewritten(network, manager), allowed, "folded");
      ForInference.packConvolutions(network);
      assertArrayEquals(plain, rewritten(network, manager), allowed, "packed");
      ForInference.fuseAttention(network);
      assertArrayEquals(plain, rewritten(network, manager), allowed, "fused");
    }
  }

  /** The three that backbones.json lacks stand in methods.json. */
  private static JsonNode golden(String name) {
    JsonNode golden = GoldenFile.read("backbones.json").path("models").path(name);
    if (golden.isMissingNode()) {
      golden = GoldenFile.read("methods.json").path("backbones").path(name);
    }
    assertTrue(golden.isObject(), name + " has no reference values");
    return golden;
  }

  private static List<Integer> stageWidths(Network network, NDManager manager) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return network.stages(manager.zeros(new Shape(1, 3, 64, 64))).stream()
          .map(maps -> maps.getShape())
          .map(shape -> (int) shape.get(shape.dimension() == 4 ? 1 : 2)) // maps or tokens
          .toList();
    }
  }

  private static float[] checkOutputs(Network network, NDManager manager, JsonNode golden) {
    float[] logits = logits(network, manager, x -> x);
    double tolerance = TOLERANCE * maxAbs(logits);
    for (int row = 0; row < BATCH; row++) {
      double[] first = GoldenArray.numbers(golden.path("logits_first8").get(row));
      for (int i = 0; i < first.length; i++) {
        assertEquals(first[i], logits[row * CLASSES + i], tolerance, "logit " + i);
      }
      int from = row * CLASSES;
      double mean = row(logits, from).average().orElseThrow();
      double squares = row(logits, from).map(v -> (v - mean) * (v - mean)).sum();
      double std = Math.sqrt(squares / (CLASSES - 1)); // torch.std: over n - 1
      assertEquals(golden.path("logits_mean").get(row).asDouble(), mean, tolerance, "mean");
      assertEquals(golden.path("logits_std").get(row).asDouble(), std, tolerance, "deviation");
    }
    return logits;
  }

  private static DoubleStream row(float[] logits, int from) {
    return IntStream.range(from, from + CLASSES).mapToDouble(i -> logits[i]);
  }

  private static double maxAbs(float[] values) {
    double max = 0;
    for (float value : values) {
      max = Math.max(max, Math.abs(value));
    }
    return max;
  }

  private static float[] rewritten(Network network, NDManager manager) {
    return logits(network, manager, MemoryFormat::channelsLast);
  }

  private static float[] logits(Network network, NDManager manager, UnaryOperator<NDArray> format) {
    JniUtils.setGradMode(false);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Shape shape = new Shape(BATCH, 3, SIDE, SIDE);
      float[] input = GoldenFill.input("input", 2, (int) shape.size());
      NDArray features = network.features(format.apply(manager.create(input, shape)));
      assertEquals(featureShape(network), features.getShape());
      assertEquals(
          new Shape(BATCH, network.featureWidth()), network.embedding(features).getShape());
      return network.head(features).toFloatArray();
    }
  }

  private static Shape featureShape(Network network) {
    int width = network.featureWidth();
    return switch (network) {
      case VisionTransformer vit -> new Shape(BATCH, 1 + (SIDE / 16) * (SIDE / 16), width);
      case SqueezeNet squeezeNet -> new Shape(BATCH, width, 13, 13); // SIDE / 16, less the borders
      default -> new Shape(BATCH, width, SIDE / 32, SIDE / 32);
    };
  }
}
