package org.vigil.inference.bench;

import java.time.Duration;
import java.util.Collection;

/**
 * How long studies waited from being ready to a committed result, milliseconds. Percentiles are by
 * nearest rank.
 */
record Waits(int count, double p50, double p95, double p99, double max) {

  /** All zero when there are none. */
  static Waits of(Collection<Duration> waits) {
    double[] sorted = waits.stream().mapToDouble(w -> w.toNanos() / 1e6).sorted().toArray();
    return new Waits(
        sorted.length, rank(sorted, 0.5), rank(sorted, 0.95), rank(sorted, 0.99), rank(sorted, 1));
  }

  private static double rank(double[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
