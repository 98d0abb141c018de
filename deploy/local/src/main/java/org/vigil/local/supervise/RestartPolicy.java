package org.vigil.local.supervise;

import java.time.Duration;
import org.vigil.platform.retry.ExponentialBackoff;

/**
 * When a process that ended is started again.
 *
 * @param backoff waits between tries; they grow while it keeps failing
 * @param firstTries how many tries it has to come up for the first time; afterwards it is started
 *     again for ever
 * @param settled after this time ready, the next failure counts as the first again
 * @param askEvery how often a process that is ready is asked for a sign of life
 * @param silences after so many times in a row without one it hangs, and is ended
 */
public record RestartPolicy(
    ExponentialBackoff backoff, int firstTries, Duration settled, Duration askEvery, int silences) {

  /**
   * Half a second at first, half a minute at most; half a minute of silence. Times asked are
   * counted, not time: a machine that slept has asked nobody.
   */
  public static final RestartPolicy DEFAULT =
      new RestartPolicy(
          new ExponentialBackoff(Duration.ofMillis(500), Duration.ofSeconds(30), 0.2),
          3,
          Duration.ofMinutes(1),
          Duration.ofSeconds(5),
          6);
}
