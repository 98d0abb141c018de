package org.vigil.worklist.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.study.Urgency;
import org.vigil.worklist.view.GeneratedTraffic.Models;

/**
 * The promises of DESIGN 4.5 and 4.6 as a reader meets them: generated events go through entries,
 * policy and view, and the list is read as the HTTP contract gives it.
 */
class WorklistPromisesTest {
  private static final int STEPS = 500;

  /** Passed by every generated study, but by way of the groups. */
  private static final Filter ONE_SITE =
      new Filter(Optional.empty(), Optional.empty(), Optional.of("st-olav"));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void nobodyStandsBehindOneReceivedAfterHisOwnDueTimeWhateverTheScores(long seed) {
    GeneratedTraffic traffic = new GeneratedTraffic(seed, Models.SPEAK);
    for (int i = 0; i < STEPS; i++) {
      traffic.step();
      Instant latestAhead = Instant.MIN;
      for (StudyEntry study : list(traffic.view())) {
        Instant ahead = latestAhead;
        assertTrue(
            !ahead.isAfter(due(study)),
            () -> "seed %d: %s stands behind one received at %s".formatted(seed, study, ahead));
        latestAhead = later(ahead, received(study));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void withEveryModelDownTheOrderIsThatOfArrival(long seed) {
    GeneratedTraffic traffic = new GeneratedTraffic(seed, Models.ARE_DOWN);
    for (int i = 0; i < STEPS; i++) {
      traffic.step();
      List<StudyEntry> list = list(traffic.view());
      List<StudyEntry> arrival = new ArrayList<>(list);
      arrival.sort(
          Comparator.comparing(WorklistPromisesTest::received).thenComparing(StudyEntry::studyId));
      assertEquals(ids(arrival), ids(list), () -> "seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void onlyLaterStatOvertakesAStudyWithoutAModelsWord(long seed) {
    GeneratedTraffic traffic = new GeneratedTraffic(seed, Models.SPEAK);
    for (int i = 0; i < STEPS; i++) {
      traffic.step();
      Instant latestAhead = Instant.MIN;
      for (StudyEntry study : list(traffic.view())) {
        Instant ahead = latestAhead;
        if (urgency(study) == Urgency.UNASSESSED) {
          assertTrue(
              !ahead.isAfter(received(study)),
              () -> "seed %d: %s was overtaken by one of %s".formatted(seed, study, ahead));
        }
        if (urgency(study) != Urgency.STAT) {
          latestAhead = later(ahead, received(study));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5})
  void theListHoldsEveryOpenStudyOnceAtThePositionThatItSays(long seed) {
    GeneratedTraffic traffic = new GeneratedTraffic(seed, Models.SPEAK);
    for (int i = 0; i < STEPS; i++) {
      traffic.step();
      Page page = traffic.view().openPage(Filter.ALL, Integer.MAX_VALUE, Optional.empty());
      List<String> ids = page.studies().stream().map(s -> s.entry().studyId()).toList();
      assertEquals(traffic.open(), new HashSet<>(ids), () -> "seed " + seed);
      assertEquals(traffic.open().size(), ids.size(), () -> "seed " + seed);
      for (int at = 0; at < ids.size(); at++) {
        assertEquals(Optional.of(at + 1), page.studies().get(at).position(), () -> "seed " + seed);
      }
    }
  }

  /** The open list; the same whether it is read whole or merged from the groups of a filter. */
  private static List<StudyEntry> list(WorklistView view) {
    List<StudyEntry> whole = entries(view, Filter.ALL);
    assertEquals(ids(whole), ids(entries(view, ONE_SITE)));
    return whole;
  }

  private static List<StudyEntry> entries(WorklistView view, Filter filter) {
    return view.openPage(filter, Integer.MAX_VALUE, Optional.empty()).studies().stream()
        .map(Standing::entry)
        .toList();
  }

  private static List<String> ids(List<StudyEntry> studies) {
    return studies.stream().map(StudyEntry::studyId).toList();
  }

  private static Instant received(StudyEntry study) {
    return study.facts().orElseThrow().receivedAt();
  }

  private static Instant due(StudyEntry study) {
    return study.placement().orElseThrow().dueAt();
  }

  private static Urgency urgency(StudyEntry study) {
    return study.placement().orElseThrow().urgency();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
