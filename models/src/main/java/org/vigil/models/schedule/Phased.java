package org.vigil.models.schedule;

import java.util.List;

/**
 * Schedules one after the other, each counting from 0; the last one goes on.
 *
 * @param phases at least one
 */
public record Phased(List<Phase> phases) implements Schedule {

  /**
   * @param length steps
   * @param schedule within the phase
   */
  public record Phase(int length, Schedule schedule) {}

  public Phased {
    if (phases.isEmpty()) {
      throw new IllegalArgumentException("no phase");
    }
    phases = List.copyOf(phases);
  }

  @Override
  public double at(int step) {
    int left = step;
    for (Phase phase : phases.subList(0, phases.size() - 1)) {
      if (left < phase.length()) {
        return phase.schedule().at(left);
      }
      left -= phase.length();
    }
    return phases.getLast().schedule().at(left);
  }
}
