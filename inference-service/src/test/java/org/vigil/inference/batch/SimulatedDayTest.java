package org.vigil.inference.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.inference.batch.TwoDevices.Outage;
import org.vigil.inference.batch.TwoDevices.Scored;
import org.vigil.schemas.event.Priority;

/**
 * A day of a hospital: Poisson arrivals that swell and fade over the hours, with bursts when a ward
 * sends all it has, a tenth of them stat, on two devices of which one is gone for an hour at noon.
 */
class SimulatedDayTest {
  private static final int MAX_BATCH = 8;
  private static final double STAT_SHARE = 0.1;
  private static final Duration DAY = Duration.ofHours(24);

  /** A slow device: a pass of eight takes 2.5 s, so that two score 6.4 pictures a second. */
  private static final TrueCost DEVICE =
      new TrueCost(Duration.ofMillis(100), Duration.ofMillis(300));

  /** The service's defaults, as are the bounds and the time-out below. */
  private static final LatencyBudget BUDGET =
      new LatencyBudget(Duration.ofSeconds(1), Duration.ofSeconds(2));

  private static final Duration STAT_BOUND = Duration.ofMinutes(10);
  private static final Duration ROUTINE_BOUND = Duration.ofMinutes(30);
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(15);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void withADeviceKilledAtNoonEveryStatStudyIsScoredWithinItsBound(long seed) {
    List<Arrival> traffic = day(new Random(seed));
    Instant noon = Instant.EPOCH.plus(DAY.dividedBy(2));
    Outage outage = new Outage(noon, noon.plus(SESSION_TIMEOUT), noon.plus(Duration.ofHours(1)));
    TwoDevices devices = new TwoDevices(DEVICE, BUDGET, new BatchRule(MAX_BATCH), outage);
    List<Scored> scored = devices.run(traffic);

    Duration stat = longest(scored, Priority.STAT);
    Duration routine = longest(scored, Priority.ROUTINE);
    String found =
        "seed %d: %d studies, longest wait %.1f s stat, %.1f s routine"
            .formatted(seed, traffic.size(), stat.toMillis() / 1e3, routine.toMillis() / 1e3);
    System.out.println(found);
    assertEquals(traffic.size(), scored.size(), found);
    assertEquals(
        new HashSet<>(traffic), scored.stream().map(Scored::study).collect(Collectors.toSet()));
    assertEquals(1, devices.lostPasses(), "nothing was on the device that was killed");
    assertTrue(stat.compareTo(STAT_BOUND) <= 0, found);
    assertTrue(routine.compareTo(ROUTINE_BOUND) <= 0, found);
    // Far below the bound: until the dead one's partitions are given away, two passes, the own one.
    Duration passes = DEVICE.of(MAX_BATCH).multipliedBy(4);
    assertTrue(stat.compareTo(SESSION_TIMEOUT.plus(passes)) <= 0, found);
  }

  private static Duration longest(List<Scored> scored, Priority priority) {
    return scored.stream()
        .filter(s -> s.study().priority() == priority)
        .map(Scored::waited)
        .max(Duration::compareTo)
        .orElseThrow();
  }

  /** Half of what both devices can do at noon, a tenth at night; every half hour a burst of 40. */
  private static List<Arrival> day(Random random) {
    double most = 0.5 * 2 * MAX_BATCH / (DEVICE.of(MAX_BATCH).toMillis() / 1e3);
    List<Arrival> traffic = new ArrayList<>();
    Instant end = Instant.EPOCH.plus(DAY);
    Instant burst = Instant.EPOCH.plus(Duration.ofMinutes(17));
    Instant at = Instant.EPOCH;
    while (at.isBefore(end)) {
      double hour = Duration.between(Instant.EPOCH, at).toMinutes() / 60.0;
      double rate = most * (0.55 - 0.45 * Math.cos(hour / 24 * 2 * Math.PI));
      at = at.plusNanos((long) (-Math.log(1 - random.nextDouble()) / rate * 1e9));
      if (at.isAfter(burst)) {
        for (int i = 0; i < 40; i++) {
          traffic.add(arrival(traffic.size(), burst, random));
        }
        burst = burst.plus(Duration.ofMinutes(30));
      }
      traffic.add(arrival(traffic.size(), at, random));
    }
    traffic.sort(Comparator.comparing(Arrival::at));
    return traffic;
  }

  private static Arrival arrival(int number, Instant at, Random random) {
    Priority priority = random.nextDouble() < STAT_SHARE ? Priority.STAT : Priority.ROUTINE;
    return new Arrival(number, at, priority, random.nextInt(5) == 0 ? 2 : 1);
  }
}
