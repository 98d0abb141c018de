package org.vigil.worklist.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigil.schemas.event.ImageState;

class LedgerTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void acceptedNeverReplacesAnEnd() {
    ImageStanding scored = new ImageStanding(ImageState.SCORED, NOON);
    ImageStanding accepted = new ImageStanding(ImageState.ACCEPTED, NOON.plusSeconds(60));
    assertEquals(scored, scored.after(accepted));
    assertEquals(scored, accepted.after(scored));
  }

  @Test
  void ofTwoEndsTheLaterHoldsInWhateverOrderTheyCome() {
    ImageStanding abstained = new ImageStanding(ImageState.ABSTAINED, NOON);
    ImageStanding scored = new ImageStanding(ImageState.SCORED, NOON.plusSeconds(1));
    assertEquals(scored, abstained.after(scored));
    assertEquals(scored, scored.after(abstained));
  }

  @Test
  void acceptedIsTheSumOfAllStates() {
    LedgerTotals totals = LedgerTotals.NONE;
    for (ImageState state : ImageState.values()) {
      totals = totals.plus(state, 2);
    }
    assertEquals(8, totals.accepted());
    assertEquals(new LedgerTotals(4, 4, 4, 4), totals.plus(totals));
  }
}
