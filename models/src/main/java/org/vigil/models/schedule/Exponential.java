package org.vigil.models.schedule;

/**
 * Falls by the same factor in every period: start factor^(t / period).
 *
 * @param start at step 0
 * @param factor by which it changes in a period
 * @param period steps
 */
public record Exponential(double start, double factor, double period) implements Schedule {
  public Exponential {
    if (!(period > 0)) {
      throw new IllegalArgumentException("a period of " + period + " steps");
    }
  }

  @Override
  public double at(int step) {
    return start * Math.pow(factor, step / period);
  }
}
