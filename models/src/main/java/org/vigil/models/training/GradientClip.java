package org.vigil.models.training;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** A bound on gradients before a step; each changes them in place. */
public sealed interface GradientClip {

  void apply(List<NDArray> gradients);

  /** Leaves gradients alone. */
  record None() implements GradientClip {
    @Override
    public void apply(List<NDArray> gradients) {}
  }

  /**
   * Scales all gradients together so that their joint Euclidean norm is at most the bound (Pascanu
   * et al. 2013, algorithm 1; {@code torch.nn.utils.clip_grad_norm_}).
   */
  record Norm(double bound) implements GradientClip {
    private static final double EPS = 1e-6;

    @Override
    public void apply(List<NDArray> gradients) {
      double squares = 0;
      for (NDArray gradient : gradients) {
        squares += gradient.square().sum().getFloat();
      }
      double scale = bound / (Math.sqrt(squares) + EPS);
      if (scale < 1) {
        gradients.forEach(gradient -> gradient.muli((float) scale));
      }
    }
  }

  /** Cuts every value to [-bound, bound] ({@code torch.nn.utils.clip_grad_value_}). */
  record Value(double bound) implements GradientClip {
    @Override
    public void apply(List<NDArray> gradients) {
      gradients.forEach(gradient -> gradient.clip(-bound, bound).copyTo(gradient));
    }
  }
}
