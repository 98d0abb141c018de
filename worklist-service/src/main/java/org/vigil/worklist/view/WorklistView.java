package org.vigil.worklist.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final StudyGroups groups = new StudyGroups();
  private final Set<String> fell = new LinkedHashSet<>();
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
      groups.remove(before);
    }
    advance();
    if (entry.readAt().isPresent()) {
      open.remove(entry.studyId());
    } else {
      open.put(place(entry));
    }
    groups.add(entry, place(entry), open.now());
    changed.signalAll();
    return before;
  }

  /** All that the order of reading depends on. */
  static Place place(StudyEntry entry) {
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
            groups.remove(before);
          }
          open.remove(studyId);
          return null;
        });
  }

  public Optional<Standing> find(String studyId) {
    return locked(
        () -> {
          advance();
          return Optional.ofNullable(entries.get(studyId)).map(this::standing);
        });
  }

  private Standing standing(StudyEntry entry) {
    return new Standing(entry, open.position(entry.studyId()), open.isOverdue(entry.studyId()));
  }

  /** The open studies that fell due since this was last asked, whoever noticed it first. */
  public List<Standing> fallenDue() {
    return locked(
        () -> {
          advance();
          List<Standing> fallen =
              fell.stream().filter(open::isOverdue).map(entries::get).map(this::standing).toList();
          fell.clear();
          return fallen;
        });
  }

  private void advance() {
    open.advance(clock.instant()).forEach(place -> fell.add(place.studyId()));
  }

  /**
   * Part of the open list, in reading order.
   *
   * @param limit most studies to give
   * @param after where the page before ended
   */
  public Page openPage(Filter filter, int limit, Optional<Cursor.Open> after) {
    return locked(
        () -> {
          advance();
          Optional<Place> behind = after.map(Cursor.Open::place);
          Iterator<Place> from =
              filter.takesAll()
                  ? open.from(behind.map(open::countUpTo).orElse(0))
                  : groups.open(filter, behind, open.now());
          List<Standing> studies = collect(limit, from, Place::studyId);
          return page(
              groups.countOpen(filter),
              from.hasNext(),
              studies,
              entry -> new Cursor.Open(place(entry)));
        });
  }

  /**
   * Part of the list of read studies, latest first.
   *
   * @param limit most studies to give
   * @param after where the page before ended
   */
  public Page readPage(Filter filter, int limit, Optional<Cursor.Read> after) {
    return locked(
        () -> {
          advance();
          Iterator<ReadStudy> from = groups.read(filter, after.map(ReadStudy::of));
          List<Standing> studies = collect(limit, from, ReadStudy::studyId);
          return page(groups.countRead(filter), from.hasNext(), studies, WorklistView::readCursor);
        });
  }

  private static Cursor readCursor(StudyEntry entry) {
    return new Cursor.Read(entry.studyId(), entry.readAt().orElseThrow());
  }

  private Page page(
      int total, boolean more, List<Standing> studies, Function<StudyEntry, Cursor> cursor) {
    Instant now = open.now().truncatedTo(ChronoUnit.MILLIS);
    Optional<Cursor> next =
        more
            ? Optional.of(cursor.apply(studies.get(studies.size() - 1).entry()))
            : Optional.empty();
    return new Page(now, total, next, studies);
  }

  private <T> List<Standing> collect(int limit, Iterator<T> from, Function<T, String> id) {
    List<Standing> studies = new ArrayList<>();
    while (from.hasNext() && studies.size() < limit) {
      studies.add(standing(entries.get(id.apply(from.next()))));
    }
    return studies;
  }

  /** What somebody asks of the open studies, at one moment. */
  public <R> R ofOpen(Function<ReadingList, R> question) {
    return locked(
        () -> {
          advance();
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
}
