package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Layers one after another, named 0, 1, 2, ... or by a name of their own. */
public final class Sequential extends Layer {
  private final Map<String, Layer> named = new LinkedHashMap<>();

  /** Appends a step named by its position. */
  public Sequential add(Layer step) {
    return add(Integer.toString(named.size()), step);
  }

  /** Appends a named step. */
  public Sequential add(String name, Layer step) {
    named.put(name, child(name, step));
    return this;
  }

  /** Appends a function without parameters; it takes a position, as modules do. */
  public Sequential then(UnaryOperator<NDArray> function) {
    return add(
        new Layer() {
          @Override
          public NDArray forward(NDArray x) {
            return function.apply(x);
          }
        });
  }

  /** Appends another sequence's steps under their own names. */
  public Sequential inline(Sequential other) {
    other.named.forEach(this::add);
    return this;
  }

  @Override
  public NDArray forward(NDArray x) {
    return forward(x, 0, named.size());
  }

  /** Runs the steps from position {@code from} to before {@code to} alone. */
  public NDArray forward(NDArray x, int from, int to) {
    NDArray y = x;
    for (Layer step : steps().subList(from, to)) {
      y = step.forward(y);
    }
    return y;
  }

  /** The steps in their order. */
  public List<Layer> steps() {
    return List.copyOf(named.values());
  }

  /** Number of steps. */
  public int size() {
    return named.size();
  }
}
