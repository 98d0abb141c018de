package org.vigil.worklist.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.vigil.worklist.study.Urgency;

/**
 * The open studies in reading order, kept in order as studies come, change, go and fall due. Not
 * thread-safe.
 *
 * <p>Studies past due and studies in time lie in lists of their own, each in an order that time
 * does not change; {@link #advance} moves those that fell due from one to the other, so that time
 * costs only as much as there are studies that fell due.
 */
public final class ReadingList {
  private final Map<String, Place> places = new HashMap<>();
  private final RankedList<Place> overdue = new RankedList<>(Place.BY_DUE_TIME);
  private final RankedList<Place> inTime = new RankedList<>(Place.BY_URGENCY);
  private final RankedList<Place> fallingDue = new RankedList<>(Place.BY_DUE_TIME);
  private final Map<Urgency, RankedList<Place>> byUrgency = new EnumMap<>(Urgency.class);
  private Instant now;

  public ReadingList(Instant now) {
    this.now = now;
    for (Urgency urgency : Urgency.values()) {
      byUrgency.put(urgency, new RankedList<>(Place.BY_URGENCY));
    }
  }

  /**
   * Lets time pass; a clock that goes back changes nothing.
   *
   * @return the studies that fell due
   */
  public List<Place> advance(Instant to) {
    if (to.isAfter(now)) {
      now = to;
    }
    List<Place> fell = new ArrayList<>();
    while (fallingDue.size() > 0 && fallingDue.first().isOverdue(now)) {
      Place place = fallingDue.first();
      fallingDue.remove(place);
      inTime.remove(place);
      overdue.add(place);
      fell.add(place);
    }
    return fell;
  }

  /** The moment that the list is in order for. */
  public Instant now() {
    return now;
  }

  /** Puts a study in its place, or moves it there. */
  public void put(Place place) {
    Place before = places.put(place.studyId(), place);
    if (place.equals(before)) {
      return;
    }
    if (before != null) {
      leave(before);
    }
    byUrgency.get(place.urgency()).add(place);
    if (place.isOverdue(now)) {
      overdue.add(place);
    } else {
      inTime.add(place);
      fallingDue.add(place);
    }
  }

  /** Takes a study out; nothing happens if it is not in. */
  public void remove(String studyId) {
    Place place = places.remove(studyId);
    if (place != null) {
      leave(place);
    }
  }

  private void leave(Place place) {
    byUrgency.get(place.urgency()).remove(place);
    if (!overdue.remove(place)) {
      inTime.remove(place);
      fallingDue.remove(place);
    }
  }

  public int size() {
    return places.size();
  }

  public int overdueCount() {
    return overdue.size();
  }

  public int count(Urgency urgency) {
    return byUrgency.get(urgency).size();
  }

  /** The study of an urgency that has waited longest. */
  public Optional<Place> oldest(Urgency urgency) {
    RankedList<Place> list = byUrgency.get(urgency);
    return list.size() == 0 ? Optional.empty() : Optional.of(list.first());
  }

  public boolean isOverdue(String studyId) {
    Place place = places.get(studyId);
    return place != null && place.isOverdue(now);
  }

  /** Where a study stands, from 1; empty if it is not open. */
  public Optional<Integer> position(String studyId) {
    return Optional.ofNullable(places.get(studyId)).map(place -> countBefore(place) + 1);
  }

  /** How many open studies are read before one in this place, whether or not it is open. */
  public int countBefore(Place place) {
    return place.isOverdue(now)
        ? overdue.countBefore(place)
        : overdue.size() + inTime.countBefore(place);
  }

  /**
   * How many open studies are read up to this place: those before it, and the one that is in it.
   */
  public int countUpTo(Place place) {
    return countBefore(place) + (place.equals(places.get(place.studyId())) ? 1 : 0);
  }

  /** The open studies in reading order from an index (0 is first); valid until the next change. */
  public Iterator<Place> from(int index) {
    Iterator<Place> late = overdue.from(index);
    Iterator<Place> rest = inTime.from(Math.max(0, index - overdue.size()));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return late.hasNext() || rest.hasNext();
      }

      @Override
      public Place next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return late.hasNext() ? late.next() : rest.next();
      }
    };
  }
}
