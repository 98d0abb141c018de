package org.vigil.inference.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.inference.batch.Simulation.Pass;
import org.vigil.schemas.event.Priority;

/** What holds for the rule over generated traffic, and beside the rule that always fills a pass. */
class BatchRuleTrafficTest {
  private static final int MAX = 8;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyStudyGoesOnceAndTheDeviceNeverWaitsForCompany(long seed) {
    Scene scene = Scene.random(seed, MAX + 2);
    List<Pass> passes = scene.run(new BatchRule(MAX)::take);
    List<Arrival> gone = passes.stream().flatMap(pass -> pass.studies().stream()).toList();
    assertEquals(new HashSet<>(scene.traffic()), new HashSet<>(gone), scene::toString);
    assertEquals(scene.traffic().size(), gone.size(), scene::toString);
    Instant free = Instant.EPOCH;
    for (Pass pass : passes) {
      Instant oldest = pass.line().stream().map(Arrival::at).min(Instant::compareTo).orElseThrow();
      assertEquals(oldest.isAfter(free) ? oldest : free, pass.start(), scene::toString);
      free = pass.end();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aPassNeverHasMorePicturesThanAllowedUnlessOneStudyAloneHas(long seed) {
    Scene scene = Scene.random(seed, MAX + 2);
    for (Pass pass : scene.run(new BatchRule(MAX)::take)) {
      assertTrue(pass.taken() >= 1, scene::toString);
      assertTrue(pass.pictures() <= MAX || pass.taken() == 1, scene::toString);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noRoutineStudyGoesWhileAStatStudyIsLeftBehind(long seed) {
    Scene scene = Scene.random(seed, 3);
    for (Pass pass : scene.run(new BatchRule(MAX)::take)) {
      boolean statLeft = pass.leftBehind().stream().anyMatch(BatchRuleTrafficTest::isStat);
      assertTrue(!statLeft || pass.studies().stream().allMatch(BatchRuleTrafficTest::isStat));
    }
  }

  /**
   * Capacity allows it when no more studies come within the time of a full pass than it holds, and
   * the budget has room for the pass that runs and the own one.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whereCapacityAllowsNobodyWaitsBeyondTheBudget(long seed) {
    Random random = new Random(seed);
    TrueCost device = TrueCost.random(random);
    Duration fullPass = device.of(MAX);
    LatencyBudget budget = new LatencyBudget(fullPass.multipliedBy(2), fullPass.multipliedBy(2));
    List<Arrival> traffic = new ArrayList<>();
    for (Arrival study : Arrival.random(random, 300, fullPass.dividedBy(MAX), 1)) {
      Instant earliest =
          traffic.size() < MAX
              ? Instant.EPOCH
              : traffic.get(traffic.size() - MAX).at().plus(fullPass).plusNanos(1);
      Instant at = study.at().isAfter(earliest) ? study.at() : earliest;
      traffic.add(new Arrival(study.number(), at, study.priority(), 1));
    }
    Simulation simulation = new Simulation(device, budget);
    List<Pass> passes = simulation.run(traffic, new BatchRule(MAX)::take);
    assertEquals(List.of(), simulation.late(passes), () -> "seed " + seed + ", " + device);
  }

  /**
   * A device that is behind by more than a pass loses none of its throughput to routine studies.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aDeviceThatIsBehindIsAsFastAsUnderTheGreedyRule(long seed) {
    Scene scene = Scene.random(seed, 1).routineOnly().allAtOnce();
    assertEquals(
        end(scene.run(new BatchRule(MAX)::take)), end(scene.run(Greedy::take)), scene::toString);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whenTheDeviceIsBehindOnlyStatStudiesCutAPassShort(long seed) {
    Scene scene = Scene.random(seed, 1);
    for (Pass pass : scene.run(new BatchRule(MAX)::take)) {
      boolean cutShort = pass.pictures() < MAX && pass.line().size() > MAX;
      assertTrue(!cutShort || isStat(pass.studies().get(0)), scene::toString);
    }
  }

  @Test
  void overAllTrafficFewerAreLateThanUnderTheGreedyRule() {
    Count own = new Count();
    Count greedy = new Count();
    seeds()
        .mapToObj(seed -> Scene.random(seed, 1))
        .forEach(
            scene -> {
              own.add(scene.late(new BatchRule(MAX)::take));
              greedy.add(scene.late(Greedy::take));
            });
    String found = "own " + own + ", greedy " + greedy;
    assertTrue(own.stat < greedy.stat, found);
    assertTrue(own.stat + own.routine < greedy.stat + greedy.routine, found);
  }

  private static Instant end(List<Pass> passes) {
    return passes.get(passes.size() - 1).end();
  }

  private static boolean isStat(Arrival study) {
    return study.priority() == Priority.STAT;
  }

  /** Late studies, by class. */
  private static final class Count {
    int stat;
    int routine;

    void add(List<Arrival> late) {
      int more = (int) late.stream().filter(BatchRuleTrafficTest::isStat).count();
      stat += more;
      routine += late.size() - more;
    }

    @Override
    public String toString() {
      return stat + " stat and " + routine + " routine late";
    }
  }
}
