package org.vigil.ingest.dicom.upperlayer;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends writes to a peer that does not read: TCP has no time limit for them, so the connection is
 * closed under a write that takes too long. Thread-safe; one serves all associations.
 *
 * @param timer runs the closing; owned by the caller
 * @param limit for one PDU
 */
public record WriteGuard(ScheduledExecutorService timer, Duration limit) {

  /** Calls {@code onTimeout} unless the result is cancelled in time. */
  ScheduledFuture<?> watch(Runnable onTimeout) {
    return timer.schedule(onTimeout, limit.toNanos(), TimeUnit.NANOSECONDS);
  }
}
