package org.vigil.models.schedule;

/**
 * Half a cosine from high to low: low + (high - low)(1 + cos(pi t / T)) / 2 for t = 0 .. T-1; low
 * from T on.
 *
 * @param high at step 0
 * @param low at step T
 * @param length T, steps
 */
public record Cosine(double high, double low, int length) implements Schedule {
  public Cosine {
    if (length < 1) {
      throw new IllegalArgumentException("a schedule of " + length + " steps");
    }
  }

  @Override
  public double at(int step) {
    double share = Math.min(step, length) / (double) length;
    return low + (high - low) * (1 + Math.cos(Math.PI * share)) / 2;
  }
}
