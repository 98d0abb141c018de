package org.vigil.worklist.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.worklist.fixture.HandClock;
import org.vigil.worklist.fixture.StudyEvents;
import org.vigil.worklist.order.Place;
import org.vigil.worklist.study.StudyEntry;

/** While several threads change the list and time passes, every page read is one ordered moment. */
@Timeout(120)
class ConcurrentUpdatesTest {
  private static final int WRITERS = 4;
  private static final int CHANGES = 1_500;
  private static final Instant NOW = StudyEvents.NOON;
  private static final Filter CHESTS =
      new Filter(Optional.of(StudyKind.CHEST_XRAY), Optional.empty(), Optional.empty());

  private final HandClock clock = new HandClock(StudyEvents.NOON);
  private final WorklistView view = new WorklistView(clock);
  private final Map<String, StudyEntry> last = new ConcurrentHashMap<>();
  private volatile boolean writing = true;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void everyPageIsOneOrderedMomentAndUnchangedStudiesKeepTheirOrder(long seed) throws Exception {
    List<String> still = new ArrayList<>();
    for (int i = 0; i < 50; i++) { // Routine studies that nobody touches and that do not fall due.
      StudyEntry study = ready("still" + i, NOW.plusMillis(i));
      still.add(study.studyId());
      put(scored("still" + i, study, 0.1));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 3)) {
      List<Future<Void>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        writers.add(threads.submit(writer(seed, writer)));
      }
      Future<Void> time = threads.submit(this::passTime);
      Future<Void> pages = threads.submit(() -> readPages(seed, still));
      Future<Void> walks = threads.submit(() -> walk(still));
      for (Future<Void> writer : writers) {
        writer.get();
      }
      writing = false;
      time.get();
      pages.get();
      walks.get();
    }
    assertEquals(expected(), ids(page(Filter.ALL, Integer.MAX_VALUE)), () -> "seed " + seed);
  }

  /** Changes studies of its own, as one partition of the topic does. */
  private Callable<Void> writer(long seed, int writer) {
    return () -> {
      Random random = new Random(seed * 31 + writer);
      for (int i = 0; i < CHANGES; i++) {
        String name = writer + "-" + random.nextInt(40);
        StudyEntry known = last.get(StudyEvents.id(name));
        if (known == null) {
          put(ready(name, NOW.plusMillis(random.nextInt(60_000))));
        } else if (random.nextInt(10) == 0) {
          last.remove(known.studyId());
          view.remove(known.studyId());
        } else {
          put(scored(name, known, random.nextDouble()));
        }
      }
      return null;
    };
  }

  private Void passTime() {
    while (writing) {
      clock.pass(Duration.ofMillis(20));
      Thread.onSpinWait();
      if (clock.instant().isAfter(NOW.plusSeconds(240))) {
        return null; // The still ones must not fall due.
      }
    }
    return null;
  }

  private Void readPages(long seed, List<String> still) {
    Random random = new Random(seed);
    while (writing) {
      Page page = page(random.nextBoolean() ? Filter.ALL : CHESTS, 1 + random.nextInt(300));
      List<Place> places = page.studies().stream().map(s -> place(s.entry())).toList();
      List<Place> sorted = new ArrayList<>(places);
      sorted.sort(Place.readingOrder(page.now()));
      assertEquals(sorted, places);
      for (int at = 0; at < places.size(); at++) {
        assertEquals(Optional.of(at + 1), page.studies().get(at).position());
      }
      List<String> seen = ids(page).stream().filter(still::contains).toList();
      assertEquals(still.subList(0, seen.size()), seen);
    }
    return null;
  }

  /** Pages that follow one another are not one moment, but miss and repeat no unchanged study. */
  private Void walk(List<String> still) {
    while (writing) {
      List<String> seen = new ArrayList<>();
      Optional<Cursor.Open> after = Optional.empty();
      do {
        Page page = view.openPage(Filter.ALL, 7, after);
        seen.addAll(ids(page));
        after = page.next().map(Cursor.Open.class::cast);
      } while (after.isPresent());
      assertEquals(still, seen.stream().filter(still::contains).toList());
    }
    return null;
  }

  private List<String> expected() {
    return last.values().stream()
        .map(ConcurrentUpdatesTest::place)
        .sorted(Place.readingOrder(clock.instant()))
        .map(Place::studyId)
        .toList();
  }

  private Page page(Filter filter, int limit) {
    return view.openPage(filter, limit, Optional.empty());
  }

  private void put(StudyEntry entry) {
    StudyEntry placed = GeneratedTraffic.POLICY.place(entry);
    last.put(placed.studyId(), placed);
    view.put(placed);
  }

  private StudyEntry ready(String name, Instant received) {
    StudyReady event = StudyEvents.ready(name, 1, received, Priority.ROUTINE);
    return StudyEntry.unknown(StudyEvents.id(name)).ready(event, NOW.plusSeconds(600));
  }

  private StudyEntry scored(String name, StudyEntry study, double pneumonia) {
    Instant received = study.facts().orElseThrow().receivedAt();
    StudyScored event = StudyEvents.scored(name, received, pneumonia);
    event =
        StudyScored.newBuilder(event)
            .setScoredAt(study.word().map(w -> w.at().plusMillis(1)).orElse(received))
            .build();
    return study.scored(event, NOW.plusSeconds(600));
  }

  private static Place place(StudyEntry entry) {
    return new Place(
        entry.studyId(),
        entry.placement().orElseThrow().urgency(),
        entry.facts().orElseThrow().receivedAt(),
        entry.placement().orElseThrow().dueAt());
  }

  private static List<String> ids(Page page) {
    return page.studies().stream().map(s -> s.entry().studyId()).toList();
  }
}
