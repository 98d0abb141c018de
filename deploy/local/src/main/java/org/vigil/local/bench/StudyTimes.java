package org.vigil.local.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.vigil.schemas.event.StudyScored;

/**
 * The stations of one study, as far as they were seen.
 *
 * @param due when it was to be sent
 * @param acknowledged when the front door had answered 202
 * @param scored the event of its scores
 * @param listed when the worklist announced it with its scores
 */
record StudyTimes(
    Instant due, Instant acknowledged, Optional<StudyScored> scored, Optional<Instant> listed) {

  static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }

  /** From the front door's answer to the worklist. */
  Optional<Double> toWorklist() {
    return listed.map(at -> millis(acknowledged, at));
  }
}
