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
  private static final ParameterGroup EVERYBODY = new ParameterGroup("", 1);

  private final UpdateRule rule;
  private final GradientClip clip;
  private final List<Slot> slots = new ArrayList<>();
  private final List<NDArray> frozen = new ArrayList<>();
  private final NDManager manager;
  private long step;

  private record Slot(String name, NDArray value, List<NDArray> moments, ParameterGroup group) {}

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
            add(name, parameter.value(), group(name, groups));
          }
        });
    claim();
  }

  /** Lets what learns here collect gradients, and nothing that is frozen here. */
  void claim() {
    frozen.forEach(value -> value.setRequiresGradient(false));
    slots.forEach(slot -> slot.value().setRequiresGradient(true));
  }

  private static ParameterGroup group(String name, List<ParameterGroup> groups) {
    return groups.stream().filter(group -> group.has(name)).findFirst().orElse(EVERYBODY);
  }

  private void add(String name, NDArray value, ParameterGroup group) {
    if (group.rateFactor() == 0) {
      frozen.add(value);
      return;
    }
    List<NDArray> moments = new ArrayList<>();
    for (int i = 0; i < rule.moments().size(); i++) {
      NDArray moment = manager.zeros(value.getShape());
      NDScope.unregister(moment); // Outlives a scope that is open now.
      moments.add(moment);
    }
    slots.add(new Slot(name, value, moments, group));
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
    boolean decays = slot.group().decays() && slot.value().getShape().dimension() > 1;
    double decay = decays ? rule.weightDecay() : 0;
    double own = rate * slot.group().rateFactor();
    rule.update(slot.value(), gradient, slot.moments(), step, own, decay);
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

  /** Goes on as after so many steps, where the moments have been set already. */
  void continueAfter(long steps) {
    step = steps;
  }

  long steps() {
    return step;
  }

  /** The arrays of {@link #state()}, by the same names. */
  Map<String, NDArray> moments() {
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
