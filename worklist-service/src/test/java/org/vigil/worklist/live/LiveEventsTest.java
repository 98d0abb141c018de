package org.vigil.worklist.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigil.platform.access.SiteScope;

class LiveEventsTest {
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final SiteScope EVERY = new SiteScope.Every();

  @Test
  void aClientThatFallsBehindIsToldToReadAgainAndHoldsUpNobody() throws InterruptedException {
    LiveEvents events = new LiveEvents(2, 5);
    LiveClient slow = events.join(EVERY).orElseThrow();
    LiveClient quick = events.join(EVERY).orElseThrow();
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
    LiveClient first = events.join(EVERY).orElseThrow();
    assertTrue(events.join(EVERY).isEmpty());
    events.leave(first);
    events.leave(first);
    assertTrue(events.join(EVERY).isPresent());
    assertTrue(events.join(EVERY).isEmpty());
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

  @Test
  void whatIsOfASiteIsHeardOnlyByThoseWhoSeeTheSite() throws InterruptedException {
    LiveEvents events = new LiveEvents(5, 5);
    LiveClient north = events.join(new SiteScope.Only(Set.of("north"))).orElseThrow();
    LiveClient nowhere = events.join(new SiteScope.Only(Set.of())).orElseThrow();
    LiveClient everywhere = events.join(EVERY).orElseThrow();
    events.send("south", "study", () -> "s");
    events.send("north", "study", () -> "n");
    events.send("ledger", () -> "l");
    assertEquals(Optional.of(new LiveEvent("study", "n")), north.next(AT_ONCE));
    assertEquals(Optional.of(new LiveEvent("ledger", "l")), north.next(AT_ONCE));
    assertEquals(Optional.of(new LiveEvent("ledger", "l")), nowhere.next(AT_ONCE));
    assertEquals(Optional.of(new LiveEvent("study", "s")), everywhere.next(AT_ONCE));
  }
}
