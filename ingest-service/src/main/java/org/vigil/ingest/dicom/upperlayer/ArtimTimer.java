package org.vigil.ingest.dicom.upperlayer;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The Association Request/Reject/Release Timer (PS3.8 section 9.1.5). It has no thread: whoever
 * waits for the peer waits no longer than {@link #remaining()}. Not thread-safe.
 */
final class ArtimTimer {
  private final Duration limit;
  private final LongSupplier nanos;
  private OptionalLong expiry = OptionalLong.empty();

  /**
   * @param nanos a clock like {@link System#nanoTime()}
   */
  ArtimTimer(Duration limit, LongSupplier nanos) {
    this.limit = limit;
    this.nanos = nanos;
  }

  /** Starts it, or starts it again. */
  void start() {
    expiry = OptionalLong.of(nanos.getAsLong() + limit.toNanos());
  }

  void stop() {
    expiry = OptionalLong.empty();
  }

  boolean isRunning() {
    return expiry.isPresent();
  }

  /** Time left while it runs; zero once it has expired. */
  Duration remaining() {
    return Duration.ofNanos(Math.max(0, expiry.orElseThrow() - nanos.getAsLong()));
  }
}
