package org.vigil.worklist.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.vigil.platform.metric.LagMetrics;
import org.vigil.schemas.word.Words;
import org.vigil.worklist.ledger.LedgerTotals;
import org.vigil.worklist.live.LiveEvents;
import org.vigil.worklist.policy.TriagePolicy;
import org.vigil.worklist.study.ModelWord;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.study.StudyFacts;
import org.vigil.worklist.study.StudyState;
import org.vigil.worklist.study.Urgency;
import org.vigil.worklist.topology.RetentionListener;
import org.vigil.worklist.topology.WorklistTopology;
import org.vigil.worklist.view.LedgerView;
import org.vigil.worklist.view.ViewListener;
import org.vigil.worklist.view.WorklistView;

/** The worklist's metrics (docs/worklist.md). */
@ApplicationScoped
public class WorklistMetrics implements RetentionListener {
  private final MeterRegistry registry;
  private final WorklistView view;
  private final LedgerView ledger;
  private final LiveEvents events;
  private final TriagePolicy policy;
  private final Clock clock;
  private final LagMetrics lag;

  WorklistMetrics(
      MeterRegistry registry,
      WorklistView view,
      LedgerView ledger,
      LiveEvents events,
      TriagePolicy policy,
      Clock clock) {
    this.registry = registry;
    this.view = view;
    this.ledger = ledger;
    this.events = events;
    this.policy = policy;
    this.clock = clock;
    this.lag = new LagMetrics(registry, WorklistTopology.SOURCES);
  }

  void register() {
    for (Urgency urgency : Urgency.values()) {
      register(urgency);
    }
    Gauge.builder("vigil_worklist_overdue_studies", () -> view.ofOpen(o -> o.overdueCount()))
        .register(registry);
    Gauge.builder("vigil_worklist_event_clients", events::clients).register(registry);
    registry.counter("vigil_worklist_left_studies");
    lateEvents("ignored");
    lateEvents("returned");
    ledger("scored", LedgerTotals::scored);
    ledger("abstained", LedgerTotals::abstained);
    ledger("rejected", LedgerTotals::rejected);
    ledger("in-flight", LedgerTotals::inFlight);
  }

  private void register(Urgency urgency) {
    String word = Words.of(urgency);
    Gauge.builder("vigil_worklist_open_studies", () -> view.ofOpen(o -> o.count(urgency)))
        .tag("urgency", word)
        .register(registry);
    Gauge.builder("vigil_worklist_oldest_unread_seconds", () -> oldestSeconds(urgency))
        .tag("urgency", word)
        .register(registry);
    Gauge.builder("vigil_worklist_max_wait_seconds", () -> policy.maxWait(urgency).toSeconds())
        .tag("urgency", word)
        .register(registry);
  }

  private double oldestSeconds(Urgency urgency) {
    return view.ofOpen(open -> open.oldest(urgency))
        .map(place -> Duration.between(place.receivedAt(), clock.instant()).toMillis() / 1000.0)
        .orElse(0.0);
  }

  private void ledger(String state, ToLongFunction<LedgerTotals> count) {
    Gauge.builder("vigil_worklist_ledger_images", () -> count.applyAsLong(ledger.totals()))
        .tag("state", state)
        .register(registry);
  }

  /**
   * Measures how long studies took to their place.
   *
   * @param live whether what changes now also happened now; replays are not measured
   */
  ViewListener placedTimes(BooleanSupplier live) {
    return (before, after) -> {
      boolean moved = before.isEmpty() || !before.get().word().equals(after.word());
      if (moved && live.getAsBoolean() && after.state() != StudyState.READ) {
        measure(after);
      }
    };
  }

  /** Counts how verdicts agree with the models. */
  ViewListener verdicts(BooleanSupplier live) {
    return new VerdictMetrics(registry, live);
  }

  /** Shows the lag of the topology's consumers from now on. */
  void watchLag(Supplier<Map<MetricName, ? extends Metric>> clientMetrics) {
    lag.watch(clientMetrics);
  }

  private void measure(StudyEntry entry) {
    StudyFacts facts = entry.facts().orElseThrow();
    Instant now = clock.instant();
    String word = entry.word().map(WorklistMetrics::name).orElse("none");
    record("vigil_worklist_received_to_placed_seconds", word, facts.receivedAt(), now);
    record("vigil_worklist_ready_to_placed_seconds", word, facts.readyAt(), now);
    Optional<Instant> spokenAt = entry.word().map(ModelWord::at);
    spokenAt.ifPresent(at -> record("vigil_worklist_scored_to_placed_seconds", word, at, now));
  }

  /** A sender's clock that is ahead of ours makes no negative time. */
  private void record(String name, String word, Instant from, Instant to) {
    timer(name, word).record(from.isAfter(to) ? Duration.ZERO : Duration.between(from, to));
  }

  private static String name(ModelWord word) {
    return switch (word) {
      case ModelWord.Scores ignored -> "scores";
      case ModelWord.Silence ignored -> "silence";
    };
  }

  @Override
  public void left() {
    registry.counter("vigil_worklist_left_studies").increment();
  }

  @Override
  public void late() {
    lateEvents("ignored").increment();
  }

  @Override
  public void returned() {
    lateEvents("returned").increment();
  }

  private Counter lateEvents(String outcome) {
    return registry.counter("vigil_worklist_late_events", "outcome", outcome);
  }

  private Timer timer(String name, String word) {
    return Timer.builder(name)
        .tag("word", word)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(5))
        .maximumExpectedValue(Duration.ofMinutes(10))
        .register(registry);
  }
}
