package org.vigil.inference.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.vigil.inference.bench.Outcomes.Ended;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyReady;

/** Sends studies to a flow and waits for what becomes of them. For one thread. */
final class Load {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final double FILLING = 0.25; // Of the time, while everything warms up.

  private final FlowSettings settings;
  private final HostedBundles bundles;
  private final BenchStudies studies;
  private final String slot;
  private final Wire wire;
  private long number;

  Load(FlowSettings settings, HostedBundles bundles, BenchStudies studies, String slot, Wire wire) {
    this.settings = settings;
    this.bundles = bundles;
    this.studies = studies;
    this.slot = slot;
    this.wire = wire;
  }

  /**
   * Sends as fast as the flow takes them, three passes ahead of it.
   *
   * @return studies scored per second, after everything is warm and while studies still come
   */
  double saturated(Duration time) throws InterruptedException {
    Semaphore room = new Semaphore(Math.max(8, 3 * settings.maxBatch()));
    Outcomes outcomes = new Outcomes(true, room::release);
    try (ServedFlow flow = flow(outcomes)) {
      Instant start = Instant.now();
      Instant end = start.plus(time);
      while (Instant.now().isBefore(end)) {
        room.acquire();
        flow.requireAlive();
        send(Priority.ROUTINE, Instant.now(), outcomes);
      }
      awaitAll(outcomes, flow);
      Instant warm = start.plusMillis((long) (FILLING * time.toMillis()));
      return rate(outcomes.all(), warm, end);
    }
  }

  /** Between the first and the last end in a span, so that no half pass is counted. */
  private static double rate(List<Ended> all, Instant from, Instant until) {
    List<Instant> ends =
        all.stream()
            .filter(Ended::scored)
            .map(Ended::at)
            .filter(at -> at.isAfter(from) && at.isBefore(until))
            .sorted()
            .toList();
    if (ends.isEmpty() || ends.getFirst().equals(ends.getLast())) {
      return 0;
    }
    Instant first = ends.getFirst();
    long counted = ends.stream().filter(at -> at.isAfter(first)).count();
    return counted / (Duration.between(first, ends.getLast()).toNanos() / 1e9);
  }

  /**
   * Sends at its own times, whatever becomes of the studies before: independent senders, a Poisson
   * process.
   *
   * @param rate studies per second
   * @param statShare of them that cannot wait
   */
  OpenLoop open(double rate, double statShare, Duration time, long seed)
      throws InterruptedException {
    Random random = new Random(seed);
    Outcomes outcomes = new Outcomes(true, () -> {});
    int sent = 0;
    try (ServedFlow flow = flow(outcomes)) {
      Instant due = Instant.now();
      Instant end = due.plus(time);
      while (due.isBefore(end)) {
        Duration early = Duration.between(Instant.now(), due);
        if (early.isPositive()) {
          Thread.sleep(early);
        }
        flow.requireAlive();
        Priority priority = random.nextDouble() < statShare ? Priority.STAT : Priority.ROUTINE;
        send(priority, due, outcomes);
        sent++;
        due = due.plusNanos((long) (-Math.log(1 - random.nextDouble()) / rate * 1e9));
      }
      awaitAll(outcomes, flow);
    }
    return OpenLoop.of(rate, sent, outcomes);
  }

  private ServedFlow flow(Outcomes outcomes) {
    return new ServedFlow(settings, bundles.directory(), studies.kind(), slot, wire, outcomes);
  }

  private void send(Priority priority, Instant readyAt, Outcomes outcomes) {
    StudyReady study = studies.study(number++, priority, readyAt);
    outcomes.sent(study);
    wire.send(study);
  }

  private static void awaitAll(Outcomes outcomes, ServedFlow flow) throws InterruptedException {
    Instant limit = Instant.now().plus(PATIENCE);
    while (outcomes.open() > 0) {
      flow.requireAlive();
      if (Instant.now().isAfter(limit)) {
        throw new IllegalStateException(outcomes.open() + " studies have no result");
      }
      Thread.sleep(10);
    }
  }
}
