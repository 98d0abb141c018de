package org.vigil.models.schedule;

/**
 * The same at every step.
 *
 * @param value of every step
 */
public record Constant(double value) implements Schedule {
  @Override
  public double at(int step) {
    return value;
  }
}
