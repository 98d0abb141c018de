package org.vigil.worklist.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.vigil.schemas.event.ImageState;

/**
 * How many images stand in each state. Immutable.
 *
 * @param inFlight accepted and not ended
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LedgerTotals(long scored, long abstained, long rejected, long inFlight) {
  public static final LedgerTotals NONE = new LedgerTotals(0, 0, 0, 0);

  /** All images that the ledger knows. */
  @JsonIgnore
  public long accepted() {
    return scored + abstained + rejected + inFlight;
  }

  /** With so many images more (or fewer) in a state. */
  public LedgerTotals plus(ImageState state, int images) {
    return switch (state) {
      case SCORED -> new LedgerTotals(scored + images, abstained, rejected, inFlight);
      case ABSTAINED -> new LedgerTotals(scored, abstained + images, rejected, inFlight);
      case REJECTED -> new LedgerTotals(scored, abstained, rejected + images, inFlight);
      case ACCEPTED -> new LedgerTotals(scored, abstained, rejected, inFlight + images);
    };
  }

  public LedgerTotals plus(LedgerTotals other) {
    return new LedgerTotals(
        scored + other.scored,
        abstained + other.abstained,
        rejected + other.rejected,
        inFlight + other.inFlight);
  }
}
