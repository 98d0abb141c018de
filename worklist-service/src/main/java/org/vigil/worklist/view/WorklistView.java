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
   * Part of the list.
   *
   * @param limit most studies to give
   * @param after a known study; the page starts behind its place, even when it has left the list
   */
  public Page page(Filter filter, int limit, Optional<String> after) {
    return locked(
        () -> {
          advance();
          Instant now = open.now().truncatedTo(ChronoUnit.MILLIS);
          Optional<StudyEntry> cursor = after.map(entries::get);
          return switch (filter.state()) {
            case OPEN -> openPage(filter, limit, cursor, now);
            case READ -> readPage(filter, limit, cursor, now);
          };
        });
  }

  private Page openPage(Filter filter, int limit, Optional<StudyEntry> after, Instant now) {
    Optional<Place> behind = after.map(WorklistView::place);
    Iterator<Place> from =
        filter.takesAll()
            ? open.from(behind.map(open::countUpTo).orElse(0))
            : groups.open(filter, behind, open.now());
    return collect(limit, from, Place::studyId, groups.countOpen(filter), now);
  }

  private Page readPage(Filter filter, int limit, Optional<StudyEntry> after, Instant now) {
    Iterator<ReadStudy> from = groups.read(filter, after.flatMap(ReadStudy::of));
    return collect(limit, from, ReadStudy::studyId, groups.countRead(filter), now);
  }

  private <T> Page collect(
      int limit, Iterator<T> from, Function<T, String> id, int total, Instant now) {
    List<Standing> studies = new ArrayList<>();
    while (from.hasNext() && studies.size() < limit) {
      studies.add(standing(entries.get(id.apply(from.next()))));
    }
    return new Page(now, total, from.hasNext() ? last(studies) : Optional.empty(), studies);
  }

  private static Optional<String> last(List<Standing> studies) {
    return Optional.of(studies.get(studies.size() - 1).entry().studyId());
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
