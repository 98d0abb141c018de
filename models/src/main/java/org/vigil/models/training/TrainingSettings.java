package org.vigil.models.training;

import java.util.List;
import org.vigil.models.schedule.Cosine;
import org.vigil.models.schedule.LinearWarmup;
import org.vigil.models.schedule.Phased;
import org.vigil.models.schedule.Schedule;
import org.vigil.models.seed.Seed;

/**
 * How a run goes. Its text describes it fully, and a checkpoint belongs to runs of the same text.
 *
 * @param phases one after another
 * @param rule of the optimiser
 * @param clip of gradients
 * @param groups parameters with a rate of their own
 * @param averaging of weights
 * @param patience epochs without a better validation value before the run stops
 * @param seed of the noise inside the network, such as dropout's; batches have their source's
 */
public record TrainingSettings(
    List<Phase> phases,
    UpdateRule rule,
    GradientClip clip,
    List<ParameterGroup> groups,
    Averaging averaging,
    int patience,
    Seed seed) {
  public TrainingSettings {
    phases = List.copyOf(phases);
    groups = List.copyOf(groups);
    if (phases.isEmpty() || patience < 1) {
      throw new IllegalArgumentException(phases.size() + " phases, patience " + patience);
    }
  }

  /** One phase in which everything learns at one rate, to its end. */
  public static TrainingSettings of(int epochs, LearningRate rate, UpdateRule rule, Seed seed) {
    return new TrainingSettings(
        List.of(Phase.of(epochs, rate)),
        rule,
        new GradientClip.None(),
        List.of(),
        new Averaging.None(),
        Integer.MAX_VALUE,
        seed);
  }

  /**
   * A rate that rises in equal steps to its peak, then falls to 0 by half a cosine.
   *
   * @param warmUp steps of the rise, fewer than {@code steps}
   * @param steps of the whole
   */
  public static LearningRate warmUpAndCosine(double peak, int warmUp, int steps) {
    Schedule fall = new Cosine(peak, 0, Math.max(1, steps - warmUp));
    if (warmUp == 0) {
      return LearningRate.byStep(fall);
    }
    Schedule rise = new LinearWarmup(Schedule.constant(peak), warmUp - 1, 1.0 / warmUp);
    return LearningRate.byStep(
        new Phased(List.of(new Phased.Phase(warmUp, rise), new Phased.Phase(steps, fall))));
  }

  public TrainingSettings withPatience(int epochs) {
    return new TrainingSettings(phases, rule, clip, groups, averaging, epochs, seed);
  }

  public TrainingSettings withPhases(List<Phase> others) {
    return new TrainingSettings(others, rule, clip, groups, averaging, patience, seed);
  }

  public TrainingSettings withAveraging(Averaging other) {
    return new TrainingSettings(phases, rule, clip, groups, other, patience, seed);
  }

  public TrainingSettings withClip(GradientClip other) {
    return new TrainingSettings(phases, rule, other, groups, averaging, patience, seed);
  }

  public TrainingSettings withGroups(List<ParameterGroup> others) {
    return new TrainingSettings(phases, rule, clip, others, averaging, patience, seed);
  }

  /** Epochs of all phases. */
  public int epochs() {
    return phases.stream().mapToInt(Phase::epochs).sum();
  }

  /** Index of the phase that an epoch belongs to; the last one after the end. */
  int phaseOf(int epoch) {
    int phase = 0;
    while (phase < phases.size() - 1 && epoch >= firstEpoch(phase + 1)) {
      phase++;
    }
    return phase;
  }

  /** The first epoch of a phase, or the end of the run. */
  int firstEpoch(int phase) {
    return phases.subList(0, phase).stream().mapToInt(Phase::epochs).sum();
  }
}
