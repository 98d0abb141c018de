package org.vigil.worklist.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;
import org.vigil.worklist.fixture.StudyEvents;
import org.vigil.worklist.policy.PolicyReader;
import org.vigil.worklist.policy.TriagePolicy;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.study.Urgency;

class WorklistViewTest {
  private static final TriagePolicy POLICY = PolicyReader.read(Optional.empty());
  private static final List<String> SITES = List.of("st-olav", "haukeland", "kampala");

  private final Hand hand = new Hand(StudyEvents.NOON);
  private final WorklistView view = new WorklistView(hand);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void aFilteredListIsTheWholeListWithoutWhatDoesNotPass(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      hand.now = hand.now.plusSeconds(random.nextInt(120));
      change(random);
      if (i % 20 == 0) {
        for (ListedState state : ListedState.values()) {
          assertFiltered(new Filter(kind(random), urgency(random), site(random), state), seed);
        }
      }
    }
  }

  private void assertFiltered(Filter filter, long seed) {
    List<String> expected =
        walk(new Filter(Optional.empty(), Optional.empty(), Optional.empty(), filter.state()), 500)
            .stream()
            .filter(study -> filter.takes(Group.of(study.entry())))
            .map(study -> study.entry().studyId())
            .toList();
    List<String> got = walk(filter, 3).stream().map(study -> study.entry().studyId()).toList();
    assertEquals(expected, got, () -> "seed " + seed + ", " + filter);
    assertEquals(expected.size(), view.page(filter, 1, Optional.empty()).total());
  }

  private List<Standing> walk(Filter filter, int limit) {
    List<Standing> studies = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Page page = view.page(filter, limit, after);
      studies.addAll(page.studies());
      after = page.next();
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
            .orElse(StudyEntry.unknown(StudyEvents.id(name)).ready(ready(name, random), hand.now));
    if (random.nextInt(3) == 0) {
      entry = entry.scored(StudyEvents.scored(name, hand.now, random.nextDouble()), hand.now);
    } else if (random.nextInt(3) == 0) {
      entry = entry.verdict(StudyEvents.verdict(name, "Dr A", 1, hand.now));
    }
    view.put(POLICY.place(entry));
  }

  private StudyReady ready(String name, Random random) {
    return StudyReady.newBuilder(
            StudyEvents.ready(name, 1, hand.now, any(Priority.values(), random)))
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
                .ready(StudyEvents.ready("a", hand.now), hand.now)));
    assertTrue(view.fallenDue().isEmpty());
    hand.now = hand.now.plus(Duration.ofDays(1));
    view.find(StudyEvents.id("a"));
    assertEquals(1, view.fallenDue().size());
    assertTrue(view.fallenDue().isEmpty());
  }

  /** A clock that the test turns. */
  private static final class Hand extends Clock {
    private Instant now;

    Hand(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
