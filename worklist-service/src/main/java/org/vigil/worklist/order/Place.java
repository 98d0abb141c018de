package org.vigil.worklist.order;

import java.time.Instant;
import java.util.Comparator;
import org.vigil.worklist.study.Urgency;

/**
 * All that the order of reading depends on.
 *
 * @param studyId breaks ties, so that the order is total
 * @param receivedAt arrival
 * @param dueAt received + the longest wait of its urgency; not before {@code receivedAt}
 */
public record Place(String studyId, Urgency urgency, Instant receivedAt, Instant dueAt) {
  private static final Comparator<Place> BY_ARRIVAL =
      Comparator.comparing(Place::receivedAt).thenComparing(Place::studyId);

  /** Among studies that are past due. */
  static final Comparator<Place> BY_DUE_TIME =
      Comparator.comparing(Place::dueAt).thenComparing(BY_ARRIVAL);

  /** Among studies that are not. */
  static final Comparator<Place> BY_URGENCY =
      Comparator.<Place>comparingInt(place -> place.urgency().rank()).thenComparing(BY_ARRIVAL);

  public boolean isOverdue(Instant now) {
    return !dueAt.isAfter(now);
  }

  /** The reading order at a moment: past due first, by due time; then by urgency and arrival. */
  public static Comparator<Place> readingOrder(Instant now) {
    return (a, b) -> {
      boolean aOverdue = a.isOverdue(now);
      boolean bOverdue = b.isOverdue(now);
      if (aOverdue != bOverdue) {
        return aOverdue ? -1 : 1;
      }
      return (aOverdue ? BY_DUE_TIME : BY_URGENCY).compare(a, b);
    };
  }
}
