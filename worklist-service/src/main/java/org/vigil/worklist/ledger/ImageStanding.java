package org.vigil.worklist.ledger;

import java.time.Instant;
import org.vigil.schemas.event.ImageOutcome;
import org.vigil.schemas.event.ImageState;

/**
 * Where one image stands in the ledger.
 *
 * @param at when it came there
 */
public record ImageStanding(ImageState state, Instant at) {

  public static ImageStanding of(ImageOutcome outcome) {
    return new ImageStanding(outcome.getState(), outcome.getAt());
  }

  /**
   * Where the image stands after another word on it: accepted never replaces an end; of two ends
   * the later one holds; twice the same changes nothing.
   */
  public ImageStanding after(ImageStanding next) {
    boolean ended = state != ImageState.ACCEPTED;
    boolean endsNow = next.state != ImageState.ACCEPTED;
    if (ended == endsNow) {
      return next.at.isAfter(at) ? next : this;
    }
    return endsNow ? next : this;
  }
}
