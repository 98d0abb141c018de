package org.vigil.worklist.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.vigil.worklist.order.Place;
import org.vigil.worklist.order.ReadingList;
import org.vigil.worklist.study.Placement;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.study.StudyFacts;

/**
 * All studies, open ones in reading order and read ones by the time they were read. Thread-safe.
 */
public final class WorklistView {
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, StudyEntry> entries = new HashMap<>();
  private final ReadingList open;
  private final TreeSet<ReadStudy> read = new TreeSet<>(ReadStudy.LATEST_FIRST);
  private final List<ViewListener> listeners = new CopyOnWriteArrayList<>();

  public WorklistView(Clock clock) {
    this.clock = clock;
    this.open = new ReadingList(clock.instant());
  }

  public void addListener(ViewListener listener) {
    listeners.add(listener);
  }

  /** Takes the newest entry of a study. */
  public void put(StudyEntry entry) {
    Optional<StudyEntry> before = locked(() -> Optional.ofNullable(replace(entry)));
    if (!before.equals(Optional.of(entry))) {
      listeners.forEach(listener -> listener.changed(before, entry));
    }
  }

  private StudyEntry replace(StudyEntry entry) {
    StudyEntry before = entries.put(entry.studyId(), entry);
    if (before != null) {
      before.readAt().ifPresent(at -> read.remove(new ReadStudy(entry.studyId(), at)));
    }
    if (entry.readAt().isPresent()) {
      open.remove(entry.studyId());
      read.add(new ReadStudy(entry.studyId(), entry.readAt().get()));
    } else {
      open.advance(clock.instant());
      open.put(place(entry));
    }
    changed.signalAll();
    return before;
  }

  private static Place place(StudyEntry entry) {
    StudyFacts facts = entry.facts().orElseThrow();
    Placement placement = entry.placement().orElseThrow();
    return new Place(entry.studyId(), placement.urgency(), facts.receivedAt(), placement.dueAt());
  }

  /** Forgets a study. */
  public void remove(String studyId) {
    locked(
        () -> {
          StudyEntry before = entries.remove(studyId);
          if (before != null) {
            before.readAt().ifPresent(at -> read.remove(new ReadStudy(studyId, at)));
          }
          open.remove(studyId);
          return null;
        });
  }

  public Optional<Standing> find(String studyId) {
    return locked(
        () -> {
          open.advance(clock.instant());
          return Optional.ofNullable(entries.get(studyId)).map(this::standing);
        });
  }

  private Standing standing(StudyEntry entry) {
    return new Standing(entry, open.position(entry.studyId()), open.isOverdue(entry.studyId()));
  }

  /** The studies that fell due since this was last asked. */
  public List<Standing> fallenDue() {
    return locked(
        () ->
            open.advance(clock.instant()).stream()
                .map(place -> standing(entries.get(place.studyId())))
                .toList());
  }

  /**
   * Part of the list.
   *
   * @param limit most studies to give
   * @param after a known study; the page starts behind its place, even when it has left the list
   */
  public Page page(Filter filter, int limit, Optional<String> after) {
    return locked(
        () -> {
          Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
          open.advance(now);
          Optional<StudyEntry> cursor = after.map(entries::get);
          return switch (filter.state()) {
            case OPEN -> openPage(filter, limit, cursor, now);
            case READ -> readPage(filter, limit, cursor, now);
          };
        });
  }

  private Page openPage(Filter filter, int limit, Optional<StudyEntry> after, Instant now) {
    int start = 0;
    if (after.isPresent()) {
      Place place = place(after.get());
      start = open.countBefore(place) + (open.position(place.studyId()).isPresent() ? 1 : 0);
    }
    int total =
        filter.takesAll() ? open.size() : count(filter, open.from(0), place -> place.studyId());
    return collect(filter, limit, open.from(start), Place::studyId, total, now);
  }

  private Page readPage(Filter filter, int limit, Optional<StudyEntry> after, Instant now) {
    Iterator<ReadStudy> from =
        after
            .flatMap(entry -> entry.readAt().map(at -> new ReadStudy(entry.studyId(), at)))
            .map(study -> read.tailSet(study, false).iterator())
            .orElseGet(read::iterator);
    int total =
        filter.takesAll() ? read.size() : count(filter, read.iterator(), ReadStudy::studyId);
    return collect(filter, limit, from, ReadStudy::studyId, total, now);
  }

  private <T> int count(Filter filter, Iterator<T> studies, Function<T, String> id) {
    int count = 0;
    while (studies.hasNext()) {
      if (filter.takes(entries.get(id.apply(studies.next())))) {
        count++;
      }
    }
    return count;
  }

  private <T> Page collect(
      Filter filter, int limit, Iterator<T> from, Function<T, String> id, int total, Instant now) {
    List<Standing> studies = new ArrayList<>();
    while (from.hasNext()) {
      StudyEntry entry = entries.get(id.apply(from.next()));
      if (!filter.takes(entry)) {
        continue;
      }
      if (studies.size() == limit) { // There is more.
        return new Page(now, total, last(studies), studies);
      }
      studies.add(standing(entry));
    }
    return new Page(now, total, Optional.empty(), studies);
  }

  private static Optional<String> last(List<Standing> studies) {
    return Optional.of(studies.get(studies.size() - 1).entry().studyId());
  }

  /** What somebody asks of the open studies, at one moment. */
  public <R> R ofOpen(Function<ReadingList, R> question) {
    return locked(
        () -> {
          open.advance(clock.instant());
          return question.apply(open);
        });
  }

  /**
   * Waits until a study's entry is as wanted.
   *
   * @return whether it is
   */
  public boolean await(String studyId, Predicate<StudyEntry> wanted, Duration limit) {
    long nanos = limit.toNanos();
    lock.lock();
    try {
      while (!Optional.ofNullable(entries.get(studyId)).filter(wanted).isPresent()) {
        if (nanos <= 0) {
          return false;
        }
        nanos = changed.awaitNanos(nanos);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private <R> R locked(Supplier<R> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** A study that was read, as the list of read studies orders it. */
  private record ReadStudy(String studyId, Instant readAt) {
    static final Comparator<ReadStudy> LATEST_FIRST =
        Comparator.comparing(ReadStudy::readAt).reversed().thenComparing(ReadStudy::studyId);
  }
}
