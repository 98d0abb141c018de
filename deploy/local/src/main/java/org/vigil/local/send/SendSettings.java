package org.vigil.local.send;

import java.time.Duration;
import org.vigil.platform.retry.ExponentialBackoff;

/**
 * How shipments are sent.
 *
 * @param parallel requests at once
 * @param patience how long one shipment is tried again while the front door is busy or away
 * @param backoff waits between tries, where the front door names none
 * @param perSecond shipments begun per second; 0 for as fast as they go
 */
public record SendSettings(
    int parallel, Duration patience, ExponentialBackoff backoff, double perSecond) {

  /** Four at a time, a minute's patience. */
  public static SendSettings standard() {
    return new SendSettings(
        4,
        Duration.ofMinutes(1),
        new ExponentialBackoff(Duration.ofMillis(250), Duration.ofSeconds(10), 0.2),
        0);
  }

  public SendSettings withParallel(int requests) {
    return new SendSettings(requests, patience, backoff, perSecond);
  }

  public SendSettings withRate(double shipmentsPerSecond) {
    return new SendSettings(parallel, patience, backoff, shipmentsPerSecond);
  }
}
