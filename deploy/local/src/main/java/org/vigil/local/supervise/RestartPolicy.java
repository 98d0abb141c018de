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
 */
public record RestartPolicy(ExponentialBackoff backoff, int firstTries, Duration settled) {

  /** Half a second at first, half a minute at most. */
  public static final RestartPolicy DEFAULT =
      new RestartPolicy(
          new ExponentialBackoff(Duration.ofMillis(500), Duration.ofSeconds(30), 0.2),
          3,
          Duration.ofMinutes(1));
}
