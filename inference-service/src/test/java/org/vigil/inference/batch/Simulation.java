package org.vigil.inference.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Plays traffic on one device under a rule and notes every pass. */
final class Simulation {

  /** How many from the head of the line go now. */
  interface Rule {
    int take(List<Waiting> line, Instant now);
  }

  /**
   * One pass.
   *
   * @param line all who waited when it began, in order
   * @param taken how many of them it took
   */
  record Pass(Instant start, Instant end, List<Arrival> line, int taken) {
    List<Arrival> studies() {
      return line.subList(0, taken);
    }

    List<Arrival> leftBehind() {
      return line.subList(taken, line.size());
    }

    int pictures() {
      return studies().stream().mapToInt(Arrival::pictures).sum();
    }
  }

  private final TrueCost device;
  private final LatencyBudget budget;
  private final PassCost learnt = new PassCost();

  Simulation(TrueCost device, LatencyBudget budget) {
    this.device = device;
    this.budget = budget;
  }

  List<Pass> run(List<Arrival> traffic, Rule rule) {
    List<Pass> passes = new ArrayList<>();
    List<Arrival> coming = new ArrayList<>(traffic);
    List<Arrival> line = new ArrayList<>();
    Instant free = Instant.EPOCH;
    while (!coming.isEmpty() || !line.isEmpty()) {
      Instant now = line.isEmpty() && coming.get(0).at().isAfter(free) ? coming.get(0).at() : free;
      coming.stream().filter(study -> !study.at().isAfter(now)).forEach(line::add);
      coming.removeAll(line);
      line.sort(Comparator.comparing(Arrival::priority).thenComparing(Arrival::at));
      Pass pass = pass(List.copyOf(line), now, rule);
      passes.add(pass);
      line.removeAll(pass.studies());
      free = pass.end();
    }
    return passes;
  }

  private Pass pass(List<Arrival> line, Instant now, Rule rule) {
    int taken = rule.take(line.stream().map(this::waiting).toList(), now);
    int pictures = line.subList(0, taken).stream().mapToInt(Arrival::pictures).sum();
    Duration time = device.of(pictures);
    learnt.measured(pictures, time);
    return new Pass(now, now.plus(time), line, taken);
  }

  private Waiting waiting(Arrival study) {
    return new Waiting(study.priority(), study.pictures(), due(study), Set.of(learnt));
  }

  private Instant due(Arrival study) {
    return budget.due(study.priority(), study.at());
  }

  /** The studies that were not scored in time. */
  List<Arrival> late(List<Pass> passes) {
    return passes.stream()
        .flatMap(pass -> pass.studies().stream().filter(s -> pass.end().isAfter(due(s))))
        .toList();
  }
}
