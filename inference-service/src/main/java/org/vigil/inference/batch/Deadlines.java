package org.vigil.inference.batch;

import java.time.Duration;
import java.time.Instant;
import org.vigil.schemas.event.Priority;

/**
 * How long after being ready a score still serves. A study that cannot be scored by then is left
 * unassessed at once: it has its place among the urgent, a reader is due to have seen it by then,
 * and the device is for those whom a score still helps.
 *
 * @param stat for studies whose sender says that they cannot wait
 * @param routine for all others
 */
public record Deadlines(Duration stat, Duration routine) {

  public Deadlines {
    if (!stat.isPositive() || !routine.isPositive()) {
      throw new IllegalArgumentException("a deadline is later than the study");
    }
  }

  /** Whether a study's score would be too late. */
  public boolean passed(Priority priority, Instant readyAt, Instant scoredAt) {
    return scoredAt.isAfter(readyAt.plus(priority == Priority.STAT ? stat : routine));
  }
}
