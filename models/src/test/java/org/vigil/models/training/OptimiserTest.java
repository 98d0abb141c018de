package org.vigil.models.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.models.nn.Parameter;
import org.vigil.models.weights.Tensor;
import org.vigil.models.weights.WeightsException;

/** Reference values: {@code models/src/test/python/optimiser_reference.py}. */
class OptimiserTest {
  private static final float[] WEIGHT = {0.5f, -1, 2, 0.25f};
  private static final float[] BIAS = {0.5f, -0.75f};
  private static final GradientClip UNCLIPPED = new GradientClip.None();

  private NDManager manager;
  private NDArray weight;
  private NDArray bias;
  private NDArray scale;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    weight = manager.create(WEIGHT, new Shape(2, 2));
    bias = manager.create(BIAS);
    scale = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Map<String, Parameter> parameters() {
    Map<String, Parameter> all = new LinkedHashMap<>();
    all.put("w", new Parameter(weight, true));
    all.put("b", new Parameter(bias, true));
    return all;
  }

  private Optimiser optimiser(UpdateRule rule, GradientClip clip, ParameterGroup... groups) {
    return new Optimiser(parameters(), manager, rule, clip, List.of(groups));
  }

  private void steps(Optimiser optimiser, int from, int to) {
    for (int step = from; step <= to; step++) {
      try (NDScope scope = new NDScope();
          GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        scope.suppressNotUsedWarning();
        NDArray first = weight.sub(1).square().mul(scale).sum().div(2);
        collector.backward(first.add(bias.square().square().sum()));
      }
      optimiser.step(0.1 / step);
    }
  }

  private float[] values() {
    float[] all = Arrays.copyOf(weight.toFloatArray(), 6);
    System.arraycopy(bias.toFloatArray(), 0, all, 4, 2);
    return all;
  }

  private static UpdateRule rule(String name) {
    return switch (name) {
      case "adam" -> Adam.adam(0.02);
      case "adamw" -> Adam.adamW(0.02);
      case "sgd" -> new Sgd(0, false, 0.02);
      case "momentum" -> new Sgd(0.9, false, 0.02);
      case "nesterov" -> new Sgd(0.9, true, 0.02);
      default -> new Sgd(0, false, 0);
    };
  }

  private static GradientClip clip(String name) {
    return switch (name) {
      case "norm" -> new GradientClip.Norm(1.5);
      case "value" -> new GradientClip.Value(0.7);
      default -> UNCLIPPED;
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "adam|0.724978507,-0.772102654,1.77271962,0.476700872,0.287131011,-0.529513776",
        "adamw|0.722613513,-0.767925322,1.76404417,0.475218177,0.287131011,-0.529513776",
        "sgd|0.602866769,-0.223147139,1.45939291,0.740026891,0.407918841,-0.496223897",
        "momentum|0.700246632,0.479339451,0.996270716,1.13379276,0.324232787,-0.275122166",
        "nesterov|0.760567009,0.781110048,0.885142982,1.15341234,0.286169618,-0.202590078",
        "norm|0.52928561,-0.770831108,1.83188117,0.414438874,0.471908003,-0.661892772",
        "value|0.605139613,-0.840166688,1.84016657,0.409833342,0.407918841,-0.590166688",
      })
  void fiveStepsEndWherePyTorchEnds(String name, String expected) {
    steps(optimiser(rule(name), clip(name)), 1, 5);
    float[] wanted = new float[6];
    String[] parts = expected.split(",", -1);
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = Float.parseFloat(parts[i]);
    }
    assertArrayEquals(wanted, values(), 2e-6f, () -> Arrays.toString(values()));
  }

  @ParameterizedTest
  @CsvSource({"adam", "adamw", "momentum", "nesterov"})
  void aRestoredOptimiserGoesOnBitForBit(String name) {
    Optimiser whole = optimiser(rule(name), UNCLIPPED);
    steps(whole, 1, 3);
    Map<String, Tensor> state = whole.state();
    float[] at = values();
    steps(whole, 4, 6);
    float[] wanted = values();

    weight = manager.create(Arrays.copyOf(at, 4), new Shape(2, 2));
    bias = manager.create(Arrays.copyOfRange(at, 4, 6));
    Optimiser resumed = optimiser(rule(name), UNCLIPPED);
    resumed.restore(state);
    steps(resumed, 4, 6);
    assertArrayEquals(wanted, values());
    assertEquals(whole.state(), resumed.state());
  }

  @Test
  void anotherOptimisersStateIsRefusedAndChangesNothing() {
    Optimiser momentum = optimiser(rule("momentum"), UNCLIPPED);
    Optimiser adam = optimiser(rule("adam"), UNCLIPPED);
    steps(adam, 1, 1);
    Map<String, Tensor> before = momentum.state();
    assertThrows(WeightsException.class, () -> momentum.restore(adam.state()));
    assertThrows(WeightsException.class, () -> momentum.restore(Map.of()));
    assertEquals(before, momentum.state());
  }

  @Test
  void aFrozenGroupStandsStillAndAHalvedRateMovesHalfAsFar() {
    steps(optimiser(rule("sgd"), UNCLIPPED, ParameterGroup.frozen("w")), 1, 2);
    assertArrayEquals(WEIGHT, weight.toFloatArray());
    assertFalse(Arrays.equals(BIAS, bias.toFloatArray()));

    bias = manager.create(BIAS);
    steps(optimiser(rule("plain"), UNCLIPPED, new ParameterGroup("b", 0.5)), 1, 1);
    float[] half = new float[] {0.5f - 0.05f * 4 * 0.125f, -0.75f + 0.05f * 4 * 0.421875f};
    assertArrayEquals(half, bias.toFloatArray(), 1e-6f);
  }

  @Test
  void gradientsAreClearedAfterAStepEvenWhenTheyWereNoNumbers() {
    Optimiser optimiser = optimiser(rule("plain"), UNCLIPPED);
    try (NDScope scope = new NDScope();
        GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      scope.suppressNotUsedWarning();
      collector.backward(weight.mul(Float.NaN).sum().add(bias.sum()));
    }
    optimiser.step(0);
    try (NDArray gradient = weight.getGradient()) {
      assertArrayEquals(new float[4], gradient.toFloatArray());
    }
  }
}
