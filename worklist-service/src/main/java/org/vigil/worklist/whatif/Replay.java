package org.vigil.worklist.whatif;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.vigil.worklist.order.Place;
import org.vigil.worklist.order.ReadingList;
import org.vigil.worklist.policy.TriagePolicy;
import org.vigil.worklist.study.ModelWord;
import org.vigil.worklist.study.Placement;
import org.vigil.worklist.study.StudyEntry;

/**
 * Lets the worklist happen once more: studies arrive when they did, stand where the policy puts
 * them, and at each moment at which a reader really took one, the reader takes the first of the
 * list. One use each; not thread-safe.
 */
final class Replay {
  private final TriagePolicy policy;
  private final Function<PastStudy, StudyEntry> version;
  private final Map<String, Wait> waits = new HashMap<>();

  /**
   * @param version which of a study's two forms the list sees
   */
  Replay(TriagePolicy policy, Function<PastStudy, StudyEntry> version) {
    this.policy = policy;
    this.version = version;
  }

  /**
   * How long a study waited.
   *
   * @param waited until it was read, or until the end
   * @param place the last that it had
   * @param late whether that was past its due time
   */
  record Wait(Duration waited, Place place, boolean late) {
    static Wait until(Instant end, Place place) {
      return new Wait(Duration.between(place.receivedAt(), end), place, end.isAfter(place.dueAt()));
    }

    double minutes() {
      return waited.toMillis() / 60_000.0;
    }
  }

  /** A study takes a place. */
  private record Move(Instant at, Place place) {}

  /**
   * @param reads moments at which a reader took a study, in order
   * @param end until which studies that nobody took have waited
   * @return by StudyId, of every study
   */
  Map<String, Wait> run(List<PastStudy> studies, List<Instant> reads, Instant end) {
    Iterator<Move> moves = moves(studies).iterator();
    Optional<Move> next = following(moves);
    ReadingList list = new ReadingList(Instant.EPOCH);
    Map<String, Place> open = new HashMap<>();
    for (Instant read : reads) {
      next = apply(moves, next, read, list, open);
      list.advance(read);
      Iterator<Place> order = list.from(0);
      if (order.hasNext()) {
        take(order.next(), read, list, open);
      }
    }
    apply(moves, next, end, list, open);
    open.values().forEach(place -> waits.put(place.studyId(), Wait.until(end, place)));
    return waits;
  }

  private void take(Place first, Instant read, ReadingList list, Map<String, Place> open) {
    list.remove(first.studyId());
    open.remove(first.studyId());
    waits.put(first.studyId(), Wait.until(read, first));
  }

  /** Makes every move up to a moment; the first one after it. */
  private Optional<Move> apply(
      Iterator<Move> moves,
      Optional<Move> from,
      Instant to,
      ReadingList list,
      Map<String, Place> open) {
    Optional<Move> next = from;
    while (next.filter(move -> !move.at().isAfter(to)).isPresent()) {
      Place place = next.orElseThrow().place();
      if (!waits.containsKey(place.studyId())) { // Read before its score came.
        list.put(place);
        open.put(place.studyId(), place);
      }
      next = following(moves);
    }
    return next;
  }

  private static Optional<Move> following(Iterator<Move> moves) {
    return moves.hasNext() ? Optional.of(moves.next()) : Optional.empty();
  }

  /** Every study comes without a word, and moves when a model speaks. */
  private List<Move> moves(List<PastStudy> studies) {
    List<Move> moves = new ArrayList<>();
    for (PastStudy study : studies) {
      StudyEntry entry = version.apply(study);
      Instant arrival = entry.facts().orElseThrow().readyAt();
      moves.add(new Move(arrival, place(entry.withoutWord())));
      Instant spoken = entry.word().map(ModelWord::at).orElse(arrival);
      moves.add(new Move(spoken.isBefore(arrival) ? arrival : spoken, place(entry)));
    }
    moves.sort(Comparator.comparing(Move::at));
    return moves;
  }

  private Place place(StudyEntry entry) {
    Placement placement = policy.place(entry).placement().orElseThrow();
    Instant receivedAt = entry.facts().orElseThrow().receivedAt();
    return new Place(entry.studyId(), placement.urgency(), receivedAt, placement.dueAt());
  }
}
