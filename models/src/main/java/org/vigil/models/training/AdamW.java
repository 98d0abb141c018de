package org.vigil.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.training.optimizer.Optimizer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vigil.models.nn.Parameter;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019) over a module's learnable
 * parameters, decay only on weights of two or more dimensions. Owns the moments; not thread-safe.
 */
final class AdamW {
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final Optimizer decayed;
  private final Optimizer plain;
  private double rate;

  AdamW(Map<String, Parameter> all, double weightDecay) {
    all.forEach(
        (name, parameter) -> {
          if (parameter.learnable()) {
            parameter.value().setRequiresGradient(true);
            parameters.put(name, parameter.value());
          }
        });
    this.decayed = optimiser((float) weightDecay);
    this.plain = optimiser(0);
  }

  private Optimizer optimiser(float weightDecay) {
    return Optimizer.adamW()
        .optLearningRateTracker((name, step) -> (float) rate)
        .optWeightDecays(weightDecay)
        .build();
  }

  /** Takes one step with the gradients that stand at the parameters, and clears them. */
  void step(double learningRate) {
    this.rate = learningRate;
    parameters.forEach(
        (name, value) -> {
          Optimizer optimiser = value.getShape().dimension() > 1 ? decayed : plain;
          try (NDArray gradient = value.getGradient()) {
            optimiser.update(name, value, gradient);
            gradient.subi(gradient);
          }
        });
  }
}
