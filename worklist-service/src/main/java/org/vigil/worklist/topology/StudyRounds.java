package org.vigil.worklist.topology;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.vigil.worklist.policy.TriagePolicy;
import org.vigil.worklist.study.Departure;
import org.vigil.worklist.study.StudyEntry;

/**
 * Goes round the studies of one partition, at the start and then from time to time: places again
 * what an earlier policy had placed, and lets go what was read long ago. Not thread-safe.
 */
final class StudyRounds {
  private static final Duration SOON = Duration.ofMillis(100);

  /** Some milliseconds of work, that events may have to wait for. */
  private static final int SLICE = 250;

  private final ProcessorContext<byte[], byte[]> context;
  private final StudyShelf shelf;
  private final TriagePolicy policy;
  private final ReadRetention retention;
  private final RetentionListener listener;
  private StoreWalk<StudyEntry> studies;
  private StoreWalk<Departure> departures;
  private Cancellable next;

  StudyRounds(
      ProcessorContext<byte[], byte[]> context,
      StudyShelf shelf,
      TriagePolicy policy,
      ReadRetention retention,
      RetentionListener listener) {
    this.context = context;
    this.shelf = shelf;
    this.policy = policy;
    this.retention = retention;
    this.listener = listener;
  }

  /** Begins the first round soon. */
  void begin() {
    studies = shelf.studies();
    departures = shelf.departures();
    next = context.schedule(SOON, PunctuationType.WALL_CLOCK_TIME, this::goOn);
  }

  private void goOn(long now) {
    if (!studies.isDone()) {
      studies.next(SLICE).values().forEach(entry -> visit(entry, now));
    } else if (!departures.isDone()) {
      departures.next(SLICE).forEach((studyId, departure) -> visit(studyId, departure, now));
    } else {
      next.cancel();
      next = context.schedule(retention.every(), PunctuationType.WALL_CLOCK_TIME, this::again);
    }
  }

  private void again(long now) {
    next.cancel();
    begin();
  }

  private void visit(StudyEntry entry, long now) {
    if (entry.readAt().map(at -> isPast(at, retention.read(), now)).orElse(false)) {
      shelf.dismiss(entry, now);
      listener.left();
      return;
    }
    StudyEntry placed = policy.place(entry);
    if (!placed.equals(entry)) {
      shelf.keep(placed, now);
    }
  }

  private void visit(String studyId, Departure departure, long now) {
    if (isPast(departure.leftAt(), retention.departures(), now)) {
      shelf.forget(studyId);
    }
  }

  private static boolean isPast(Instant begin, Duration stay, long now) {
    return begin.plus(stay).toEpochMilli() <= now;
  }
}
