package org.vigil.models.training;

import org.vigil.models.schedule.Schedule;

/**
 * A schedule and what it counts.
 *
 * @param schedule from 0 at the beginning of the phase; a record, so that its text describes it
 * @param unit what one step of the schedule is
 */
public record LearningRate(Schedule schedule, Unit unit) {

  /** What a schedule counts. */
  public enum Unit {
    STEP,
    EPOCH
  }

  public static LearningRate byStep(Schedule schedule) {
    return new LearningRate(schedule, Unit.STEP);
  }

  public static LearningRate byEpoch(Schedule schedule) {
    return new LearningRate(schedule, Unit.EPOCH);
  }

  /**
   * @param epoch of the phase, from 0
   * @param batch of the epoch, from 0
   * @param batches of every epoch
   */
  double at(int epoch, int batch, int batches) {
    return switch (unit) {
      case STEP -> schedule.at(epoch * batches + batch);
      case EPOCH -> schedule.at(epoch);
    };
  }
}
