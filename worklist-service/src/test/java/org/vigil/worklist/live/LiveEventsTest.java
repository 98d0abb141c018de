package org.vigil.worklist.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveEventsTest {
  private static final Duration AT_ONCE = Duration.ZERO;

  @Test
  void aClientThatFallsBehindIsToldToReadAgainAndHoldsUpNobody() throws InterruptedException {
    LiveEvents events = new LiveEvents(2, 5);
    LiveClient slow = events.join().orElseThrow();
    LiveClient quick = events.join().orElseThrow();
    for (int i = 0; i < 4; i++) {
      String json = Integer.toString(i);
      events.send("study", () -> json);
      assertEquals(Optional.of(new LiveEvent("study", json)), quick.next(AT_ONCE));
    }
    assertEquals(Optional.of(LiveEvent.REREAD), slow.next(AT_ONCE));
    events.send("study", () -> "5");
    assertTrue(slow.next(AT_ONCE).isEmpty());
  }

  @Test
  void oneClientTooManyIsNotTakenUntilAnotherLeaves() {
    LiveEvents events = new LiveEvents(2, 1);
    LiveClient first = events.join().orElseThrow();
    assertTrue(events.join().isEmpty());
    events.leave(first);
    events.leave(first);
    assertTrue(events.join().isPresent());
    assertTrue(events.join().isEmpty());
  }

  @Test
  void nothingIsMadeWhenNobodyListens() {
    LiveEvents events = new LiveEvents(2, 1);
    events.send(
        "study",
        () -> {
          throw new AssertionError("made for nobody");
        });
    assertEquals(0, events.clients());
  }
}
