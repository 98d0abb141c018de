package org.vigil.inference.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.vigil.schemas.event.Priority;

/**
 * Plays traffic on two devices that share the partitions of both lines as members of a consumer
 * group do. One is killed in the middle of a pass: the pass is lost, nobody has its partitions
 * until the group notices, then the other has all of them until the killed one comes back.
 */
final class TwoDevices {
  private static final int PARTITIONS = 12;
  private static final int MOST_HELD = 32; // In each line, as by default.

  /**
   * When the second device is gone.
   *
   * @param noticed when the group gives its partitions to the first
   */
  record Outage(Instant killed, Instant noticed, Instant back) {}

  /** One study's score. */
  record Scored(Arrival study, Instant at, int device) {
    Duration waited() {
      return Duration.between(study.at(), at);
    }
  }

  private record Running(List<Arrival> studies, Instant end, int pictures, Duration time) {}

  private final TrueCost cost;
  private final LatencyBudget budget;
  private final BatchRule rule;
  private final Outage outage;
  private final PassCost learnt = new PassCost();
  private final Map<Priority, List<Deque<Arrival>>> lines = new EnumMap<>(Priority.class);
  private final Running[] running = new Running[2];
  private final List<Scored> scored = new ArrayList<>();
  private int lostPasses;

  TwoDevices(TrueCost cost, LatencyBudget budget, BatchRule rule, Outage outage) {
    this.cost = cost;
    this.budget = budget;
    this.rule = rule;
    this.outage = outage;
    for (Priority priority : Priority.values()) {
      List<Deque<Arrival>> partitions = new ArrayList<>();
      for (int i = 0; i < PARTITIONS; i++) {
        partitions.add(new ArrayDeque<>());
      }
      lines.put(priority, partitions);
    }
  }

  List<Scored> run(List<Arrival> traffic) {
    PriorityQueue<Instant> moments = new PriorityQueue<>();
    moments.addAll(List.of(outage.killed(), outage.noticed(), outage.back()));
    traffic.forEach(study -> moments.add(study.at()));
    Iterator<Arrival> coming = traffic.iterator();
    Arrival next = coming.hasNext() ? coming.next() : null;
    while (!moments.isEmpty()) {
      Instant now = moments.poll();
      while (next != null && !next.at().isAfter(now)) {
        partition(next).add(next);
        next = coming.hasNext() ? coming.next() : null;
      }
      if (now.equals(outage.killed())) {
        losePass();
      }
      for (int device = 0; device < running.length; device++) {
        finish(device, now);
        begin(device, now);
        if (running[device] != null) {
          moments.add(running[device].end());
        }
      }
      skipSame(moments, now);
    }
    return scored;
  }

  private static void skipSame(PriorityQueue<Instant> moments, Instant now) {
    while (!moments.isEmpty() && moments.peek().equals(now)) {
      moments.poll();
    }
  }

  int lostPasses() {
    return lostPasses;
  }

  private Deque<Arrival> partition(Arrival study) {
    return lines.get(study.priority()).get(study.number() % PARTITIONS);
  }

  /** What was on the killed device was not committed: it is consumed again, in its old order. */
  private void losePass() {
    if (running[1] != null) {
      running[1].studies().reversed().forEach(study -> partition(study).addFirst(study));
      running[1] = null;
      lostPasses++;
    }
  }

  private void finish(int device, Instant now) {
    Running pass = running[device];
    if (pass != null && !pass.end().isAfter(now)) {
      learnt.measured(pass.pictures(), pass.time());
      pass.studies().forEach(study -> scored.add(new Scored(study, pass.end(), device)));
      running[device] = null;
    }
  }

  private void begin(int device, Instant now) {
    if (running[device] != null || isDead(device, now)) {
      return;
    }
    List<Arrival> line = new ArrayList<>();
    for (Priority priority : Priority.values()) {
      line.addAll(held(device, priority, now));
    }
    int taken = rule.take(line.stream().map(this::waiting).toList(), now);
    if (taken > 0) {
      List<Arrival> pass = List.copyOf(line.subList(0, taken));
      pass.forEach(study -> partition(study).remove());
      int pictures = pass.stream().mapToInt(Arrival::pictures).sum();
      Duration time = cost.of(pictures);
      running[device] = new Running(pass, now.plus(time), pictures, time);
    }
  }

  private boolean isDead(int device, Instant now) {
    return device == 1 && !now.isBefore(outage.killed()) && now.isBefore(outage.back());
  }

  private boolean owns(int device, int partition, Instant now) {
    boolean alone = !now.isBefore(outage.noticed()) && now.isBefore(outage.back());
    return alone ? device == 0 : partition % 2 == device;
  }

  /** Earliest first between partitions, in their order within one. */
  private List<Arrival> held(int device, Priority priority, Instant now) {
    PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(h -> h.study().at()));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      if (owns(device, partition, now)) {
        step(lines.get(priority).get(partition).iterator(), heads);
      }
    }
    List<Arrival> held = new ArrayList<>();
    while (!heads.isEmpty() && held.size() < MOST_HELD) {
      Head head = heads.poll();
      held.add(head.study());
      step(head.behind(), heads);
    }
    return held;
  }

  private static void step(Iterator<Arrival> partition, PriorityQueue<Head> heads) {
    if (partition.hasNext()) {
      heads.add(new Head(partition.next(), partition));
    }
  }

  private Waiting waiting(Arrival study) {
    Instant due = budget.due(study.priority(), study.at());
    return new Waiting(study.priority(), study.pictures(), due, Set.of(learnt));
  }

  private record Head(Arrival study, Iterator<Arrival> behind) {}
}
