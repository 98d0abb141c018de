package org.vigil.worklist.topology;

import java.time.Duration;

/**
 * How long the worklist keeps studies that were read. A study that waits for a reader is kept for
 * ever.
 *
 * @param read a read study's stay after its verdict
 * @param departures how long is remembered that a study was here; should be longer than
 *     studies.scored is kept, or reading that topic again would bring studies back
 * @param every time between two rounds through the studies
 */
public record ReadRetention(Duration read, Duration departures, Duration every) {

  /**
   * @throws IllegalArgumentException if one is not positive, or a departure is forgotten before a
   *     study would leave again
   */
  public ReadRetention {
    requirePositive("read-studies", read);
    requirePositive("every", every);
    if (departures.compareTo(read) < 0) {
      throw new IllegalArgumentException(
          "vigil.worklist.retention.departures (%s) must not be shorter than .read-studies (%s)"
              .formatted(departures, read));
    }
  }

  private static void requirePositive(String key, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          "vigil.worklist.retention.%s must be positive, not %s".formatted(key, duration));
    }
  }
}
