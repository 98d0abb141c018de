package org.vigil.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigil.models.nn.Parameter;
import org.vigil.models.weights.ModuleWeights;
import org.vigil.models.weights.Tensor;
import org.vigil.models.weights.WeightsException;

/**
 * Moves a module's learnable parameters by one rule. Weights of fewer than two dimensions (norms,
 * biases) do not decay. Owns the moments, which live until it is closed; not thread-safe.
 */
public final class Optimiser implements AutoCloseable {
  private static final String STEP = "step";

  private final UpdateRule rule;
  private final GradientClip clip;
  private final List<Slot> slots = new ArrayList<>();
  private final NDManager manager;
  private long step;

  private record Slot(String name, NDArray value, List<NDArray> moments, double rateFactor) {}

  /**
   * @param parent owns the moments until {@link #close()}
   * @param groups the first that matches a name gives its rate; without one the factor is 1
   */
  public Optimiser(
      Map<String, Parameter> parameters,
      NDManager parent,
      UpdateRule rule,
      GradientClip clip,
      List<ParameterGroup> groups) {
    this.rule = rule;
    this.clip = clip;
    this.manager = parent.newSubManager();
    parameters.forEach(
        (name, parameter) -> {
          if (parameter.learnable()) {
            add(name, parameter.value(), factor(name, groups));
          }
        });
  }

  private static double factor(String name, List<ParameterGroup> groups) {
    return groups.stream()
        .filter(group -> group.members().test(name))
        .mapToDouble(ParameterGroup::rateFactor)
        .findFirst()
        .orElse(1);
  }

  private void add(String name, NDArray value, double factor) {
    value.setRequiresGradient(factor > 0);
    if (factor == 0) {
      return;
    }
    List<NDArray> moments = new ArrayList<>();
    for (int i = 0; i < rule.moments().size(); i++) {
      NDArray moment = manager.zeros(value.getShape());
      NDScope.unregister(moment); // Outlives a scope that is open now.
      moments.add(moment);
    }
    slots.add(new Slot(name, value, moments, factor));
  }

  /** Takes one step with the gradients that stand at the parameters, and clears them. */
  public void step(double rate) {
    boolean recorded = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try (NDScope scope = new NDScope();
        NDList gradients = new NDList()) {
      scope.suppressNotUsedWarning();
      slots.forEach(slot -> gradients.add(slot.value().getGradient()));
      clip.apply(gradients);
      step++;
      for (int i = 0; i < slots.size(); i++) {
        update(slots.get(i), gradients.get(i), rate);
      }
    } finally {
      JniUtils.setGradMode(recorded);
    }
  }

  private void update(Slot slot, NDArray gradient, double rate) {
    double decay = slot.value().getShape().dimension() > 1 ? rule.weightDecay() : 0;
    rule.update(slot.value(), gradient, slot.moments(), step, rate * slot.rateFactor(), decay);
    JniUtils.zeroGrad((PtNDArray) slot.value());
  }

  /** Moments as {@code <parameter>.<moment>} and the number of steps taken. */
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    moments().forEach((name, array) -> state.put(name, ModuleWeights.tensor(array)));
    state.put(STEP, Tensor.of(step));
    return state;
  }

  /**
   * Goes on from a state, all or nothing.
   *
   * @throws WeightsException if it is another optimiser's
   */
  public void restore(Map<String, Tensor> state) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(state);
    Tensor taken = tensors.remove(STEP);
    long steps = taken == null ? -1 : taken.asLong();
    if (steps < 0) {
      throw new WeightsException("optimiser state: no usable step count");
    }
    ModuleWeights.load(moments(), tensors);
    step = steps;
  }

  private Map<String, NDArray> moments() {
    Map<String, NDArray> all = new LinkedHashMap<>();
    for (Slot slot : slots) {
      for (int i = 0; i < slot.moments().size(); i++) {
        all.put(slot.name() + "." + rule.moments().get(i), slot.moments().get(i));
      }
    }
    return all;
  }

  @Override
  public void close() {
    manager.close();
  }
}
