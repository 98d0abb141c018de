package org.vigil.training.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.vigil.schemas.event.BundleRef;
import org.vigil.training.feedback.LabelledCase;
import org.vigil.training.feedback.LabelledPool;
import org.vigil.training.feedback.PoolQuery;
import org.vigil.training.pool.PoolListener;
import org.vigil.training.registry.BundleRegistry;
import org.vigil.training.registry.Change;
import org.vigil.training.registry.RefusedException;
import org.vigil.training.registry.RegistryState;
import org.vigil.training.registry.SlotState;
import org.vigil.training.topic.RegistryFollower;

/**
 * Looks at new verdicts every while, tells the agreement with each active bundle as a metric, and
 * rolls a slot back when it is too low.
 */
@Singleton
public class LiveWatch implements PoolListener {
  /** Who the registry says decided. */
  public static final String BY = "watch";

  private static final Logger LOG = Logger.getLogger(LiveWatch.class);
  private static final PoolQuery ALL =
      new PoolQuery(Optional.empty(), Set.of(), Optional.empty(), Optional.empty());

  private final LabelledPool pool;
  private final RegistryState state;
  private final RegistryFollower follower;
  private final BundleRegistry registry;
  private final WatchSettings settings;
  private final MeterRegistry metrics;
  private final AtomicBoolean news = new AtomicBoolean(true);
  private final Map<String, LiveAgreement> latest = new ConcurrentHashMap<>();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("live-watch").factory());

  LiveWatch(
      LabelledPool pool,
      RegistryState state,
      RegistryFollower follower,
      BundleRegistry registry,
      WatchSettings settings,
      MeterRegistry metrics) {
    this.pool = pool;
    this.state = state;
    this.follower = follower;
    this.registry = registry;
    this.settings = settings;
    this.metrics = metrics;
  }

  void onStart(@Observes StartupEvent event) {
    long millis = settings.every().toMillis();
    ticker.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  void onStop(@Observes ShutdownEvent event) {
    ticker.shutdownNow();
  }

  @Override
  public void verdict(LabelledCase labelled) {
    news.set(true);
  }

  @Override
  public void erased(String studyId) {
    news.set(true);
  }

  private void look() {
    try {
      if (follower.isCaughtUp() && news.getAndSet(false)) {
        List<LabelledCase> cases = pool.find(ALL);
        state.slots().forEach(slot -> look(slot, cases));
      }
    } catch (RuntimeException e) { // An exception would end the schedule.
      news.set(true);
      LOG.warnf("the agreement is looked at again later: %s", e);
    }
  }

  /** Measures a slot's active bundle, and takes it back if it has to be. */
  void look(SlotState slot, List<LabelledCase> cases) {
    Optional<BundleRef> active = slot.active();
    if (active.isEmpty()) {
      return;
    }
    LiveAgreement agreement = LiveAgreement.of(cases, active.get().getDigest(), settings.window());
    tell(slot.slot(), agreement);
    double least = settings.leasts().getOrDefault(slot.slot(), settings.least());
    if (settings.rollBack()
        && !slot.before().isEmpty()
        && agreement.isBelow(least, settings.minimumCases())) {
      rollBack(slot, active.get(), agreement, least);
    }
  }

  private void tell(String slot, LiveAgreement agreement) {
    if (latest.put(slot, agreement) == null) {
      metrics.gauge(
          "vigil_training_live_agreement_ratio",
          List.of(io.micrometer.core.instrument.Tag.of("slot", slot)),
          latest,
          all -> all.get(slot).share());
    }
  }

  private void rollBack(SlotState slot, BundleRef active, LiveAgreement agreement, double least) {
    String reason =
        String.format(
            Locale.ROOT,
            "readers agreed with %s on %d of %d findings of the last %d cases (at best %.2f); at"
                + " least %.2f was asked for",
            active.getVersion(),
            agreement.agreed(),
            agreement.answers(),
            agreement.cases(),
            agreement.high(),
            least);
    try {
      registry.rollBack(slot.slot(), new Change(BY, reason, Optional.of(active.getVersion())));
      metrics.counter("vigil_training_decisions", "decision", "automatic-rollback").increment();
      LOG.warnf("slot %s was rolled back: %s", slot.slot(), reason);
    } catch (RefusedException e) {
      LOG.errorf(
          "slot %s should be rolled back (%s) and cannot: %s", slot.slot(), reason, e.getMessage());
    }
  }
}
