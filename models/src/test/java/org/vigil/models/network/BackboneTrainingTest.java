package org.vigil.models.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Parameter;

/** What only a pass in training mode runs: dropout, branches left out, statistics of the batch. */
class BackboneTrainingTest {
  private static final int SEED = 11;

  static Set<String> names() {
    return Networks.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyLearnableTensorGetsAFiniteGradient(String name) {
    Engine.getEngine("PyTorch").setRandomSeed(SEED);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Build build = new Build(manager, new Random(SEED));
      Network network = Networks.create(name, build, NetworkOptions.published(3));
      network.train(true);
      Map<String, NDArray> learnable = learnable(network);
      learnable.values().forEach(value -> value.setRequiresGradient(true));
      backward(network, manager.randomNormal(new Shape(2, 3, 64, 64)));
      List<String> wrong =
          learnable.entrySet().stream()
              .filter(entry -> !isFiniteAndNotZero(entry.getValue()))
              .map(Map.Entry::getKey)
              .toList();
      assertEquals(List.of(), wrong, name + ", seed " + SEED);
    }
  }

  private static Map<String, NDArray> learnable(Network network) {
    Map<String, NDArray> values = new TreeMap<>();
    for (Map.Entry<String, Parameter> entry : network.parameters().entrySet()) {
      if (entry.getValue().learnable()) {
        values.put(entry.getKey(), entry.getValue().value());
      }
    }
    return values;
  }

  private static void backward(Network network, NDArray pictures) {
    JniUtils.setGradMode(true);
    try (NDScope scope = new NDScope();
        GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      scope.suppressNotUsedWarning();
      NDArray logits = network.forward(pictures);
      NDArray weights = logits.getManager().create(new float[] {1, -2, 3});
      collector.backward(logits.mul(weights).square().sum());
    }
  }

  private static boolean isFiniteAndNotZero(NDArray value) {
    try (NDArray gradient = value.getGradient()) {
      float size = gradient.abs().sum().getFloat();
      return Float.isFinite(size) && size > 0;
    }
  }
}
