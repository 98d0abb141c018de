package org.vigil.models.schedule;

/**
 * Another schedule, held back at first: at step t of the warm-up it is multiplied by 1 - (1 - t /
 * length)(1 - ratio), which grows from the ratio to 1.
 *
 * @param then the schedule, which runs from step 0 underneath
 * @param length steps of the warm-up; 0 for none
 * @param ratio of the rate at step 0
 */
public record LinearWarmup(Schedule then, int length, double ratio) implements Schedule {

  @Override
  public double at(int step) {
    if (step >= length) {
      return then.at(step);
    }
    return then.at(step) * (1 - (1 - (double) step / length) * (1 - ratio));
  }
}
