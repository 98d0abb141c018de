package org.vigil.local.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Semaphore;

/** Decides when the next study is sent. One thread asks; arrivals are told by any. */
sealed interface Pacing {

  /**
   * Waits for the next turn.
   *
   * @return when the turn was due: waiting that the sender itself causes counts as waiting
   */
  Instant awaitTurn() throws InterruptedException;

  /** A study has reached the worklist. */
  void arrived();

  /** As fast as the pipeline takes them: so many are on their way at any time. */
  static Pacing saturating(int window) {
    return new Saturating(new Semaphore(window));
  }

  /** Independent senders: exponential gaps (a Poisson process) with this mean rate per second. */
  static Pacing poisson(double rate, long seed) {
    return new Poisson(rate, new Random(seed), Instant.now());
  }

  /** Holds back only when the window is full. */
  record Saturating(Semaphore room) implements Pacing {
    @Override
    public Instant awaitTurn() throws InterruptedException {
      room.acquire();
      return Instant.now();
    }

    @Override
    public void arrived() {
      room.release();
    }
  }

  /** Sends at its own times, whatever becomes of the studies before (an open loop). */
  final class Poisson implements Pacing {
    private final double rate;
    private final Random random;
    private Instant due;

    private Poisson(double rate, Random random, Instant start) {
      this.rate = rate;
      this.random = random;
      this.due = start;
    }

    @Override
    public Instant awaitTurn() throws InterruptedException {
      due = due.plusNanos((long) (-Math.log(1 - random.nextDouble()) / rate * 1e9));
      long early = Duration.between(Instant.now(), due).toMillis();
      if (early > 0) {
        Thread.sleep(early);
      }
      return due;
    }

    @Override
    public void arrived() {}
  }
}
