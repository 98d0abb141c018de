package org.vigil.platform.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExponentialBackoffTest {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration MAX = Duration.ofSeconds(2);

  @Test
  void eachWaitDoublesUntilTheLongest() {
    ExponentialBackoff backoff = new ExponentialBackoff(FIRST, MAX, 0);
    Random random = new Random(1);
    assertEquals(Duration.ofMillis(100), backoff.delay(1, random));
    assertEquals(Duration.ofMillis(400), backoff.delay(3, random));
    assertEquals(MAX, backoff.delay(60, random));
    assertEquals(MAX, backoff.delay(Integer.MAX_VALUE, random));
  }

  @Test
  void jitterStaysWithinItsBounds() {
    ExponentialBackoff backoff = new ExponentialBackoff(FIRST, MAX, 0.2);
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      long millis = backoff.delay(1, random).toMillis();
      assertTrue(millis >= 80 && millis <= 120, () -> "seed 7: " + millis);
    }
  }

  @Test
  void aWaitOfNothingIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new ExponentialBackoff(Duration.ZERO, MAX, 0));
  }
}
