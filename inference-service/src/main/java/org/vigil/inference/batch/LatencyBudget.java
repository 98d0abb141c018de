package org.vigil.inference.batch;

import java.time.Duration;
import java.time.Instant;
import org.vigil.schemas.event.Priority;

/**
 * How long a study may take from being ready to being scored. A study that takes longer is scored
 * all the same: the budget decides whom a pass is cut short for, not who is scored.
 *
 * @param stat for studies whose sender says that they cannot wait
 * @param routine for all others
 */
public record LatencyBudget(Duration stat, Duration routine) {

  public LatencyBudget {
    if (stat.isNegative() || routine.compareTo(stat) < 0) {
      throw new IllegalArgumentException("needs 0 <= stat budget <= routine budget");
    }
  }

  /** When a study that is ready at this time is to be scored. */
  public Instant due(Priority priority, Instant readyAt) {
    return readyAt.plus(priority == Priority.STAT ? stat : routine);
  }
}
