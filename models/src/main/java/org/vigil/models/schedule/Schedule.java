package org.vigil.models.schedule;

/** A learning rate in the course of training. */
@FunctionalInterface
public interface Schedule {

  /**
   * @param step epoch or step, from 0
   */
  double at(int step);

  /** The same at every step. */
  static Schedule constant(double rate) {
    return new Constant(rate);
  }
}
