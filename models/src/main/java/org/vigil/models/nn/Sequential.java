package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/** Modules one after another, named 0, 1, 2, ... or by a name of their own. */
public final class Sequential extends Module {
  private final List<Module> steps = new ArrayList<>();

  /** Appends a step named by its position. */
  public Sequential add(Module step) {
    return add(Integer.toString(steps.size()), step);
  }

  /** Appends a named step. */
  public Sequential add(String name, Module step) {
    steps.add(child(name, step));
    return this;
  }

  @Override
  public NDArray forward(NDArray x) {
    NDArray y = x;
    for (Module step : steps) {
      y = step.forward(y);
    }
    return y;
  }
}
