package org.vigil.models.training;

import java.util.List;

/**
 * A part of a run with a learning rate and frozen parts of its own; begins with a fresh optimiser,
 * as a paper's second stage does.
 *
 * @param epochs length
 * @param rate within the phase
 * @param frozen dotted names of parts that stand still, batch-norm statistics included: they run as
 *     in evaluation
 */
public record Phase(int epochs, LearningRate rate, List<String> frozen) {
  public Phase {
    if (epochs < 1) {
      throw new IllegalArgumentException("a phase of " + epochs + " epochs");
    }
    frozen = List.copyOf(frozen);
  }

  /** A phase in which everything learns. */
  public static Phase of(int epochs, LearningRate rate) {
    return new Phase(epochs, rate, List.of());
  }
}
