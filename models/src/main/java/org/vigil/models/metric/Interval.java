package org.vigil.models.metric;

import java.util.Locale;

/**
 * A value and its confidence interval.
 *
 * @param value the point estimate
 * @param low lower bound
 * @param high upper bound
 */
public record Interval(double value, double low, double high) {
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", value, low, high);
  }
}
