package org.vigil.worklist.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.vigil.worklist.study.Urgency;

/**
 * The longest time that a study of each urgency may wait for its reader. Immutable.
 *
 * @param byUrgency a positive duration for every urgency
 */
public record MaxWaits(Map<Urgency, Duration> byUrgency) {
  private static final List<Urgency> SHORTEST_FIRST =
      List.of(Urgency.STAT, Urgency.UNASSESSED, Urgency.URGENT, Urgency.ROUTINE);

  /**
   * @throws IllegalArgumentException if one is missing or not positive, or if the order stat,
   *     unassessed, urgent, routine is not from short to long; the bounded wait and the failing
   *     safe of DESIGN 4.5 and 4.6 rest on that order
   */
  public MaxWaits {
    byUrgency = Map.copyOf(byUrgency);
    Duration shorter = Duration.ZERO;
    Urgency before = null;
    for (Urgency urgency : SHORTEST_FIRST) {
      Duration wait = byUrgency.get(urgency);
      if (wait == null || wait.isNegative() || wait.isZero()) {
        throw new IllegalArgumentException(
            "maxWait needs a positive duration for " + name(urgency));
      }
      if (wait.compareTo(shorter) < 0) {
        throw new IllegalArgumentException(
            "maxWait of %s (%s) must not be longer than that of %s (%s)"
                .formatted(name(before), shorter, name(urgency), wait));
      }
      shorter = wait;
      before = urgency;
    }
  }

  public Duration of(Urgency urgency) {
    return byUrgency.get(urgency);
  }

  private static String name(Urgency urgency) {
    return org.vigil.schemas.word.Words.of(urgency);
  }
}
