package org.vigil.ingest.decode;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.vigil.platform.problem.ProblemException;

/**
 * How many pixels may be in memory at once, whatever number of pictures they belong to: small
 * pictures are decoded side by side, large ones one after another. Thread-safe.
 */
public final class PixelBudget {
  /** Raster, samples, a turned or converted copy: the most that a decoder was seen to hold. */
  private static final int BYTES_PER_PIXEL = 16;

  private static final int UNIT = 1024; // A permit stands for so many pixels.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final int permits;
  private final Semaphore free;

  private PixelBudget(long pixels) {
    this.permits = Math.toIntExact(Math.max(1, pixels / UNIT));
    this.free = new Semaphore(permits, true);
  }

  /** Three quarters of a heap; the rest is for requests and for Kafka. */
  public static PixelBudget ofHeap(long bytes) {
    return new PixelBudget(bytes / 4 * 3 / BYTES_PER_PIXEL);
  }

  /** The largest picture that fits in. */
  public long pixels() {
    return (long) permits * UNIT;
  }

  /**
   * Waits until so many pixels have room.
   *
   * @return what to give to {@link #release}
   * @throws ProblemException 503 if there is no room for long
   */
  int take(long pixels) {
    int wanted = Math.toIntExact(Math.min(permits, (pixels + UNIT - 1) / UNIT));
    try {
      if (free.tryAcquire(wanted, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return wanted;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw ProblemException.unavailable("No memory for another picture now.", RETRY_AFTER);
  }

  void release(int taken) {
    free.release(taken);
  }
}
