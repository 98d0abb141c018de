package org.vigil.worklist.topology;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;
import org.vigil.platform.retry.ExponentialBackoff;
import org.vigil.worklist.config.WorklistSettings;

/**
 * Decides what follows when a stream thread fails: another takes over after a wait that grows from
 * failure to failure. A broker that does not answer is waited for without end; anything else that
 * fails too often in a row ends the client, and the service's liveness says so. Thread-safe.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = Logger.getLogger(ThreadFailures.class);
  private static final double JITTER = 0.2;

  private final WorklistSettings.ThreadFailures settings;
  private final ExponentialBackoff backoff;
  private final Clock clock;
  private final RandomGenerator random;
  private final CountDownLatch closing = new CountDownLatch(1);
  private int inARow;
  private int ours;
  private Instant last = Instant.MIN;

  ThreadFailures(WorklistSettings.ThreadFailures settings, Clock clock, RandomGenerator random) {
    this.settings = settings;
    this.backoff = new ExponentialBackoff(settings.firstWait(), settings.longestWait(), JITTER);
    this.clock = clock;
    this.random = random;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    Optional<Duration> wait = count(isBrokerAway(failure));
    if (wait.isEmpty()) {
      LOG.errorf(failure, "stream threads failed more than %d times in a row", settings.limit());
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.errorf(failure, "a stream thread failed; another takes over in %s", wait.get());
    return isClosing(wait.get())
        ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
        : StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** How long to wait for another thread; empty if there will be none. */
  private synchronized Optional<Duration> count(boolean brokerAway) {
    Instant now = clock.instant();
    if (last.isBefore(now.minus(settings.forgottenAfter()))) {
      inARow = 0;
      ours = 0;
    }
    last = now;
    inARow++;
    ours += brokerAway ? 0 : 1;
    return ours > settings.limit() ? Optional.empty() : Optional.of(backoff.delay(inARow, random));
  }

  private static boolean isBrokerAway(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException) {
        return true;
      }
    }
    return false;
  }

  private boolean isClosing(Duration wait) {
    try {
      return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Nobody waits for another thread any more. */
  void close() {
    closing.countDown();
  }
}
