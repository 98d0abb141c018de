package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A network or a part of one. Parameters are named as PyTorch names them: a module's own in order
 * of registration, then its children's, joined by dots ({@code layer1.0.conv1.weight}).
 *
 * <p>Not thread-safe: one thread at a time runs or changes a module.
 */
public abstract class Module {
  private final Map<String, Parameter> own = new LinkedHashMap<>();
  private final Map<String, Module> children = new LinkedHashMap<>();
  private final Set<String> nameless = new HashSet<>();
  private boolean training;

  /** Registers a learnable tensor. */
  protected final NDArray learnt(String name, NDArray value) {
    NDScope.unregister(value); // Outlives a scope that is open during construction.
    own.put(name, new Parameter(value, true));
    return value;
  }

  /** Registers a tensor that is kept with the weights but not learnt. */
  protected final NDArray buffer(String name, NDArray value) {
    NDScope.unregister(value);
    own.put(name, new Parameter(value, false));
    return value;
  }

  /** Registers a part. */
  protected final <M extends Module> M child(String name, M module) {
    children.put(name, module);
    return module;
  }

  /**
   * Takes parts that the owner will not run out of the parameters and frees them: a backbone's
   * classifier inside a larger network.
   *
   * @param names of direct parts; those that this module does not have are passed over
   */
  public final void leaveOut(String... names) {
    for (String name : names) {
      Module part = children.remove(name);
      if (part != null) {
        part.parameters().values().forEach(parameter -> parameter.value().close());
      }
    }
  }

  /** All parameters and buffers by full name, in PyTorch's order. */
  public final Map<String, Parameter> parameters() {
    Map<String, Parameter> all = new LinkedHashMap<>();
    collect("", all);
    return all;
  }

  private void collect(String prefix, Map<String, Parameter> into) {
    own.forEach((name, parameter) -> into.put(prefix + name, parameter));
    children.forEach(
        (name, child) -> {
          String below = nameless.contains(name) ? prefix : prefix + name + ".";
          child.collect(below, into);
        });
  }

  /** Names the parameters of a part as if they were this module's own. */
  public final void withoutName(String part) {
    nameless.add(part);
  }

  /**
   * A part by its dotted name, such as {@code layer1.0}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public final Module part(String name) {
    Module part = this;
    for (String step : name.split("\\.", -1)) {
      part = part.children.get(step);
      if (part == null) {
        throw new IllegalArgumentException("no part '" + name + "' in the network");
      }
    }
    return part;
  }

  /** Number of learnable values. */
  public final long parameterCount() {
    return parameters().values().stream()
        .filter(Parameter::learnable)
        .mapToLong(parameter -> parameter.value().size())
        .sum();
  }

  /**
   * Switches dropout and batch statistics on (training) or off (evaluation, the state after
   * construction).
   */
  public final void train(boolean on) {
    visit(module -> module.training = on);
  }

  protected final boolean isTraining() {
    return training;
  }

  /** Calls a visitor with this module and every part, parents first. */
  public final void visit(Consumer<Module> visitor) {
    visitor.accept(this);
    children.values().forEach(child -> child.visit(visitor));
  }
}
