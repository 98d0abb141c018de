package org.vigil.worklist.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.platform.access.SiteScope;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.worklist.fixture.HandClock;
import org.vigil.worklist.fixture.StudyEvents;
import org.vigil.worklist.policy.PolicyReader;
import org.vigil.worklist.policy.TriagePolicy;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.study.Urgency;

class WorklistViewTest {
  private static final TriagePolicy POLICY = PolicyReader.read(Optional.empty());
  private static final List<String> SITES = List.of("st-olav", "haukeland", "kampala");

  private final HandClock hand = new HandClock(StudyEvents.NOON);
  private final WorklistView view = new WorklistView(hand);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void aFilteredListIsTheWholeListWithoutWhatDoesNotPass(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      hand.pass(Duration.ofSeconds(random.nextInt(120)));
      change(random);
      if (i % 20 == 0) {
        assertFiltered(
            new Filter(kind(random), urgency(random), site(random), scope(random)), seed);
      }
    }
  }

  @Test
  void aReaderOfOneSiteIsShownNothingOfAnotherWhateverTheyAskFor() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      change(random);
    }
    SiteScope kampala = new SiteScope.Only(Set.of("kampala"));
    Filter own = new Filter(Optional.empty(), Optional.empty(), Optional.empty(), kampala);
    List<Standing> seen = new ArrayList<>(open(own, 7));
    seen.addAll(read(own, 7));
    assertFalse(seen.isEmpty());
    assertTrue(seen.stream().allMatch(s -> Group.of(s.entry()).site().equals("kampala")));
    Filter other = new Filter(Optional.empty(), Optional.empty(), Optional.of("st-olav"), kampala);
    assertEquals(List.of(), open(other, 7));
    assertEquals(0, view.openPage(other, 7, Optional.empty()).total());
  }

  private static SiteScope scope(Random random) {
    return random.nextBoolean()
        ? new SiteScope.Every()
        : new SiteScope.Only(Set.copyOf(SITES.subList(0, random.nextInt(SITES.size()))));
  }

  private void assertFiltered(Filter filter, long seed) {
    assertFiltered(open(Filter.ALL, 500), open(filter, 3), filter, seed);
    assertFiltered(read(Filter.ALL, 500), read(filter, 3), filter, seed);
    assertEquals(open(filter, 3).size(), view.openPage(filter, 1, Optional.empty()).total());
    assertEquals(read(filter, 3).size(), view.readPage(filter, 1, Optional.empty()).total());
  }

  private static void assertFiltered(
      List<Standing> all, List<Standing> got, Filter filter, long seed) {
    List<Standing> expected =
        all.stream().filter(study -> filter.takes(Group.of(study.entry()))).toList();
    assertEquals(ids(expected), ids(got), () -> "seed " + seed + ", " + filter);
  }

  private static List<String> ids(List<Standing> studies) {
    return studies.stream().map(study -> study.entry().studyId()).toList();
  }

  private List<Standing> open(Filter filter, int limit) {
    return walk(after -> view.openPage(filter, limit, after), Cursor.Open.class);
  }

  private List<Standing> read(Filter filter, int limit) {
    return walk(after -> view.readPage(filter, limit, after), Cursor.Read.class);
  }

  /** All pages, each asked for with the text that a client has from the page before. */
  private static <C extends Cursor> List<Standing> walk(
      Function<Optional<C>, Page> pages, Class<C> type) {
    List<Standing> studies = new ArrayList<>();
    Optional<C> after = Optional.empty();
    do {
      Page page = pages.apply(after);
      studies.addAll(page.studies());
      after = page.next().map(next -> type.cast(Cursor.parse(next.token()).orElseThrow()));
    } while (after.isPresent());
    return studies;
  }

  private void change(Random random) {
    String name = "s" + random.nextInt(80);
    if (random.nextInt(12) == 0) {
      view.remove(StudyEvents.id(name));
      return;
    }
    StudyEntry entry =
        view.find(StudyEvents.id(name))
            .map(Standing::entry)
            .orElse(
                StudyEntry.unknown(StudyEvents.id(name))
                    .ready(ready(name, random), hand.instant()));
    if (random.nextInt(3) == 0) {
      entry =
          entry.scored(
              StudyEvents.scored(name, hand.instant(), random.nextDouble()), hand.instant());
    } else if (random.nextInt(3) == 0) {
      entry = entry.verdict(StudyEvents.verdict(name, "Dr A", 1, hand.instant()));
    }
    view.put(POLICY.place(entry));
  }

  private StudyReady ready(String name, Random random) {
    return StudyReady.newBuilder(
            StudyEvents.ready(name, 1, hand.instant(), any(Priority.values(), random)))
        .setKind(any(StudyKind.values(), random))
        .setSite(SITES.get(random.nextInt(SITES.size())))
        .build();
  }

  private static Optional<StudyKind> kind(Random random) {
    return Optional.of(any(StudyKind.values(), random)).filter(kind -> random.nextBoolean());
  }

  private static Optional<Urgency> urgency(Random random) {
    return Optional.of(any(Urgency.values(), random)).filter(urgency -> random.nextBoolean());
  }

  private static Optional<String> site(Random random) {
    return Optional.of(SITES.get(random.nextInt(SITES.size()))).filter(s -> random.nextBoolean());
  }

  private static <T> T any(T[] values, Random random) {
    return values[random.nextInt(values.length)];
  }

  @Test
  void aStudyThatFellDueIsToldOnceEvenWhenAReaderSawItFirst() {
    view.put(
        POLICY.place(
            StudyEntry.unknown(StudyEvents.id("a"))
                .ready(StudyEvents.ready("a", hand.instant()), hand.instant())));
    assertTrue(view.fallenDue().isEmpty());
    hand.pass(Duration.ofDays(1));
    view.find(StudyEvents.id("a"));
    assertEquals(1, view.fallenDue().size());
    assertTrue(view.fallenDue().isEmpty());
  }

  @Test
  void aPageGoesOnWhereTheOneBeforeEndedEvenWhenItsLastStudyHasMoved() {
    for (String name : List.of("a", "b", "c", "d")) {
      put(name, 0.1);
      hand.pass(Duration.ofSeconds(1));
    }
    Page first = view.openPage(Filter.ALL, 2, Optional.empty());
    put("b", 0.9); // To the top.
    Cursor.Open after = (Cursor.Open) first.next().orElseThrow();
    List<Standing> rest = view.openPage(Filter.ALL, 9, Optional.of(after)).studies();
    assertEquals(List.of(StudyEvents.id("c"), StudyEvents.id("d")), ids(rest));
  }

  @Test
  void whatIsNoCursorIsRecognised() {
    for (String text :
        List.of("", "nobody", "s0123", "b3Blbg", "cmVhZAp4Cnk", "b3BlbgpoaWdoCmEKYgpj")) {
      assertTrue(Cursor.parse(text).isEmpty(), text);
    }
  }

  private void put(String name, double pneumonia) {
    view.put(
        POLICY.place(
            view.find(StudyEvents.id(name))
                .map(Standing::entry)
                .orElse(StudyEntry.unknown(StudyEvents.id(name)))
                .scored(
                    StudyScored.newBuilder(StudyEvents.scored(name, hand.instant(), pneumonia))
                        .setScoredAt(hand.instant())
                        .build(),
                    hand.instant())));
  }
}
