package org.vigil.models.method;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.vigil.models.nn.Module;

/** Trains a network on the same few cases until its training loss has all but vanished. */
public final class Overfit {
  private Overfit() {}

  /**
   * Adam over all learnable parameters, the whole set in each step.
   *
   * @param loss a scalar of the network's present outputs
   * @return the smallest share of the first loss that was left, after at most so many steps
   */
  public static double remainder(
      Module network, Supplier<NDArray> loss, float rate, int steps, double enough) {
    Map<String, NDArray> learnable = new TreeMap<>();
    network
        .parameters()
        .forEach(
            (name, parameter) -> {
              if (parameter.learnable()) {
                parameter.value().setRequiresGradient(true);
                learnable.put(name, parameter.value());
              }
            });
    Optimizer adam = Optimizer.adam().optLearningRateTracker(Tracker.fixed(rate)).build();
    JniUtils.setGradMode(true);
    network.train(true);
    double first = step(learnable, adam, loss);
    double share = 1;
    for (int i = 1; i < steps && share > enough; i++) {
      share = Math.min(share, step(learnable, adam, loss) / first);
    }
    network.train(false);
    return share;
  }

  private static double step(
      Map<String, NDArray> learnable, Optimizer adam, Supplier<NDArray> loss) {
    double value;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray result = loss.get();
        value = result.toType(DataType.FLOAT32, false).getFloat();
        collector.backward(result);
      }
    }
    learnable.forEach(
        (name, parameter) -> {
          try (NDArray gradient = parameter.getGradient()) {
            adam.update(name, parameter, gradient);
            gradient.subi(gradient);
          }
        });
    return value;
  }
}
