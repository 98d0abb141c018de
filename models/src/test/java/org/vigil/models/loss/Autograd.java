package org.vigil.models.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.vigil.models.golden.GoldenArray;

/** A function's value and gradients by the engine's own differentiation. */
final class Autograd {
  private Autograd() {}

  /** A value and the gradient for each input, row-major. */
  record Result(double value, Map<String, double[]> gradients) {}

  /** What is differentiated: named arrays to a scalar. */
  interface Scalar extends Function<Map<String, NDArray>, NDArray> {}

  static Result run(DataType type, Map<String, GoldenArray> inputs, Scalar function) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      inputs.forEach((name, array) -> arrays.put(name, array(manager, array, type)));
      arrays.values().forEach(array -> array.setRequiresGradient(true));
      double value;
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray loss = function.apply(arrays);
        assertEquals(type, loss.getDataType(), "a training loop reads its network's type");
        value = loss.toType(DataType.FLOAT64, true).toDoubleArray()[0];
        collector.backward(loss);
      }
      Map<String, double[]> gradients = new LinkedHashMap<>();
      arrays.forEach(
          (name, array) ->
              gradients.put(
                  name, array.getGradient().toType(DataType.FLOAT64, true).toDoubleArray()));
      return new Result(value, gradients);
    }
  }

  static double value(Map<String, GoldenArray> inputs, Scalar function) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      inputs.forEach((name, array) -> arrays.put(name, array(manager, array, DataType.FLOAT64)));
      return function.apply(arrays).toDoubleArray()[0];
    }
  }

  static NDArray array(NDManager manager, GoldenArray array, DataType type) {
    return manager.create(array.values(), new Shape(array.shape())).toType(type, false);
  }
}
