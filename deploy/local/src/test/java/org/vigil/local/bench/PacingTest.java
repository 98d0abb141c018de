package org.vigil.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacingTest {

  @Test
  void aFullWindowWaitsForAnArrival() throws Exception {
    Pacing pacing = Pacing.saturating(2);
    pacing.awaitTurn();
    pacing.awaitTurn();
    CompletableFuture<Instant> third = turn(pacing);
    assertFalse(third.isDone());

    pacing.arrived();

    third.get(10, TimeUnit.SECONDS);
  }

  @Test
  void independentSendersComeAtTheirMeanRate() throws Exception {
    int turns = 2000;

    List<Instant> due = due(Pacing.poisson(10_000, 5), turns);

    double seconds = Duration.between(due.getFirst(), due.getLast()).toNanos() / 1e9;
    assertEquals(turns / 10_000.0, seconds, 0.1 * turns / 10_000.0);
  }

  @Test
  void aSlowSenderIsToldWhenItsTurnWasDue() throws Exception {
    Pacing pacing = Pacing.poisson(1e6, 5);
    Instant start = pacing.awaitTurn();
    Thread.sleep(50);

    Instant due = pacing.awaitTurn();

    assertEquals(0, Duration.between(start, due).toMillis(), 5);
  }

  @Test
  void theSeedDrawsTheGaps() throws Exception {
    assertEquals(gaps(Pacing.poisson(1e6, 5)), gaps(Pacing.poisson(1e6, 5)));
    assertNotEquals(gaps(Pacing.poisson(1e6, 5)), gaps(Pacing.poisson(1e6, 6)));
  }

  private static CompletableFuture<Instant> turn(Pacing pacing) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return pacing.awaitTurn();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static List<Long> gaps(Pacing pacing) throws InterruptedException {
    List<Instant> due = due(pacing, 20);
    return due.stream().map(at -> Duration.between(due.getFirst(), at).toNanos()).toList();
  }

  private static List<Instant> due(Pacing pacing, int turns) throws InterruptedException {
    List<Instant> due = new ArrayList<>();
    for (int i = 0; i < turns; i++) {
      due.add(pacing.awaitTurn());
    }
    return due;
  }
}
