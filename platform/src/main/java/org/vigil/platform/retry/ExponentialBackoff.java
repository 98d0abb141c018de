package org.vigil.platform.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try:
 *
 * <pre>min(max, first * 2^(tries - 1)) * u,  u uniform in [1 - jitter, 1 + jitter]</pre>
 *
 * <p>Jitter keeps many clients that failed together from coming back together. Thread-safe when the
 * generator is.
 *
 * @param first wait after the first failure, before jitter
 * @param max longest wait, before jitter
 * @param jitter 0 to 1
 */
public record ExponentialBackoff(Duration first, Duration max, double jitter) {

  public ExponentialBackoff {
    if (first.isNegative() || first.isZero() || max.compareTo(first) < 0) {
      throw new IllegalArgumentException("needs 0 < first <= max");
    }
    if (jitter < 0 || jitter > 1) {
      throw new IllegalArgumentException("jitter is 0 to 1");
    }
  }

  /**
   * @param tries how many tries have failed, from 1
   */
  public Duration delay(int tries, RandomGenerator random) {
    double exponential = first.toMillis() * Math.pow(2, tries - 1.0);
    double factor = 1 - jitter + 2 * jitter * random.nextDouble();
    return Duration.ofMillis(Math.round(Math.min(exponential, max.toMillis()) * factor));
  }
}
