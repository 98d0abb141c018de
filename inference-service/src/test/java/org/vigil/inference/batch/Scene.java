package org.vigil.inference.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.vigil.inference.batch.Simulation.Pass;
import org.vigil.inference.batch.Simulation.Rule;
import org.vigil.schemas.event.Priority;

/**
 * One play of the tests: a device, a budget and traffic, all from a seed. The load is anything
 * between a tenth and one and a half of what the device can do.
 */
record Scene(long seed, TrueCost device, LatencyBudget budget, List<Arrival> traffic) {
  private static final int STUDIES = 200;

  static Scene random(long seed, int mostPictures) {
    Random random = new Random(seed);
    TrueCost device = TrueCost.random(random);
    Duration stat = Duration.ofMillis(200 + random.nextInt(1_500));
    LatencyBudget budget =
        new LatencyBudget(stat, stat.plus(Duration.ofMillis(random.nextInt(2_000))));
    double load = 0.1 + 1.4 * random.nextDouble();
    double meanPictures = (1 + mostPictures) / 2.0;
    double perStudy = device.of(8).toNanos() / 8.0 * meanPictures;
    // A quarter of the studies come without a gap.
    Duration gap = Duration.ofNanos(Math.round(perStudy / load / 0.75));
    return new Scene(seed, device, budget, Arrival.random(random, STUDIES, gap, mostPictures));
  }

  Scene routineOnly() {
    return with(
        traffic.stream()
            .map(s -> new Arrival(s.number(), s.at(), Priority.ROUTINE, s.pictures()))
            .toList());
  }

  Scene allAtOnce() {
    return with(
        traffic.stream()
            .map(s -> new Arrival(s.number(), Instant.EPOCH, s.priority(), s.pictures()))
            .toList());
  }

  private Scene with(List<Arrival> other) {
    return new Scene(seed, device, budget, other);
  }

  List<Pass> run(Rule rule) {
    return new Simulation(device, budget).run(traffic, rule);
  }

  List<Arrival> late(Rule rule) {
    Simulation simulation = new Simulation(device, budget);
    return simulation.late(simulation.run(traffic, rule));
  }

  @Override
  public String toString() {
    return "seed %d, %s, %s".formatted(seed, device, budget);
  }
}
