package org.vigil.models.schedule;

import java.util.List;
import org.vigil.models.loss.LossWeights;

/**
 * How the multi-scale ViT weighs its losses in the course of training (Table 1): phase = min(epoch
 * / length, 2).
 *
 * @param phases weights of each phase
 * @param length of a phase, epochs
 */
public record MultiLossSchedule(List<LossWeights> phases, int length) {
  public MultiLossSchedule {
    if (phases.isEmpty() || length < 1) {
      throw new IllegalArgumentException(phases.size() + " phases of " + length + " epochs");
    }
    phases = List.copyOf(phases);
  }

  /** The paper's: three phases of 70 epochs, classification gaining on the distances. */
  public static MultiLossSchedule ofPaper() {
    return new MultiLossSchedule(
        List.of(
            new LossWeights(0.1, 0.45, 0.45),
            new LossWeights(0.2, 0.5, 0.3),
            new LossWeights(0.45, 0.5, 0.05)),
        70);
  }

  /**
   * @param epoch from 0
   */
  public LossWeights at(int epoch) {
    return phases.get(Math.min(epoch / length, phases.size() - 1));
  }
}
