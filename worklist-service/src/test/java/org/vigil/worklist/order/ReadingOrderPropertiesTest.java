package org.vigil.worklist.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.worklist.policy.MaxWaits;
import org.vigil.worklist.study.Urgency;

/**
 * The promises of DESIGN 4.5 and 4.6 over generated traffic: arrivals with equal times among them,
 * scores that come late or change, readers that take studies, and a clock that moves on.
 */
class ReadingOrderPropertiesTest {
  private static final int STEPS = 2_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void nobodyStandsBehindOneReceivedAfterHisOwnDueTime(long seed) {
    run(seed, ReadingOrderPropertiesTest::assertBoundedWait);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void onlyLaterStatOvertakesTheUnassessed(long seed) {
    run(seed, ReadingOrderPropertiesTest::assertOnlyStatOvertakes);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void theListIsTheSortedOrderAndEveryPositionAgrees(long seed) {
    run(seed, ReadingOrderPropertiesTest::assertSorted);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void withEveryModelDownTheOrderIsThatOfArrival(long seed) {
    Traffic traffic = new Traffic(seed, List.of(Urgency.UNASSESSED));
    for (int i = 0; i < STEPS; i++) {
      traffic.step();
      List<Place> list = traffic.list();
      List<Place> arrival = new ArrayList<>(list);
      arrival.sort(Comparator.comparing(Place::receivedAt).thenComparing(Place::studyId));
      assertEquals(arrival, list, () -> "seed " + seed);
    }
  }

  private static void run(long seed, Property property) {
    Traffic traffic = new Traffic(seed, List.of(Urgency.values()));
    for (int i = 0; i < STEPS; i++) {
      traffic.step();
      property.check(traffic, "seed " + seed + ", step " + i);
    }
  }

  private static void assertBoundedWait(Traffic traffic, String where) {
    Instant latestArrival = Instant.MIN;
    for (Place place : traffic.list()) {
      Instant ahead = latestArrival;
      assertTrue(
          !ahead.isAfter(place.dueAt()),
          () -> where + ": " + place + " stands behind one received at " + ahead);
      latestArrival = place.receivedAt().isAfter(ahead) ? place.receivedAt() : ahead;
    }
  }

  private static void assertOnlyStatOvertakes(Traffic traffic, String where) {
    Instant latestArrival = Instant.MIN;
    for (Place place : traffic.list()) {
      Instant ahead = latestArrival;
      if (place.urgency() == Urgency.UNASSESSED) {
        assertTrue(
            !ahead.isAfter(place.receivedAt()),
            () -> where + ": " + place + " was overtaken by one received at " + ahead);
      }
      if (place.urgency() != Urgency.STAT && place.receivedAt().isAfter(ahead)) {
        latestArrival = place.receivedAt();
      }
    }
  }

  private static void assertSorted(Traffic traffic, String where) {
    List<Place> list = traffic.list();
    List<Place> sorted = new ArrayList<>(traffic.open.values());
    sorted.sort(Place.readingOrder(traffic.now));
    assertEquals(sorted, list, where);
    for (int i = 0; i < list.size(); i++) {
      assertEquals(i + 1, traffic.reading.position(list.get(i).studyId()).orElseThrow(), where);
    }
    int counted = 0;
    for (Urgency urgency : Urgency.values()) {
      counted += traffic.reading.count(urgency);
    }
    assertEquals(list.size(), counted, where);
  }

  @FunctionalInterface
  private interface Property {
    void check(Traffic traffic, String where);
  }

  /** Seeded traffic, and beside the list under test a plain map of what must be in it. */
  private static final class Traffic {
    private static final Map<Urgency, Duration> WAITS =
        new EnumMap<>(
            Map.of(
                Urgency.STAT, Duration.ofSeconds(20),
                Urgency.UNASSESSED, Duration.ofSeconds(50),
                Urgency.URGENT, Duration.ofSeconds(50),
                Urgency.ROUTINE, Duration.ofSeconds(300)));

    private final MaxWaits waits = new MaxWaits(WAITS);
    private final Random random;
    private final List<Urgency> urgencies;
    private final Map<String, Place> open = new HashMap<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final ReadingList reading = new ReadingList(now);
    private int made;

    Traffic(long seed, List<Urgency> urgencies) {
      this.random = new Random(seed);
      this.urgencies = urgencies;
    }

    void step() {
      now = now.plusMillis(random.nextInt(4) == 0 ? 0 : random.nextInt(3_000));
      reading.advance(now);
      int what = random.nextInt(10);
      if (what < 5 || open.isEmpty()) {
        // Events of one moment come in any order, and some come late.
        String id = "s" + random.nextInt(1_000_000) + "-" + made++;
        put(id, now.minusMillis(random.nextInt(5) == 0 ? random.nextInt(60_000) : 0));
      } else if (what < 8) {
        Place moved = any();
        put(moved.studyId(), moved.receivedAt());
      } else {
        String gone = any().studyId();
        open.remove(gone);
        reading.remove(gone);
      }
    }

    private void put(String id, Instant receivedAt) {
      Urgency urgency = urgencies.get(random.nextInt(urgencies.size()));
      Place place = new Place(id, urgency, receivedAt, receivedAt.plus(waits.of(urgency)));
      open.put(id, place);
      reading.put(place);
    }

    private Place any() {
      return open.values().stream().skip(random.nextInt(open.size())).findFirst().orElseThrow();
    }

    List<Place> list() {
      List<Place> list = new ArrayList<>();
      reading.from(0).forEachRemaining(list::add);
      return list;
    }
  }
}
