package org.vigil.training.run;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.vigil.training.feedback.LabelledCase;
import org.vigil.training.feedback.LabelledPool;
import org.vigil.training.feedback.PoolQuery;
import org.vigil.training.registry.RegistryState;
import org.vigil.training.registry.SlotState;
import org.vigil.training.trainer.Job;

/**
 * Asks for a run of a slot when there are enough new verdicts, or when its last run is long ago.
 */
@Singleton
public class RunTriggers {
  /** Who asks. */
  public static final String BY = "schedule";

  private static final Logger LOG = Logger.getLogger(RunTriggers.class);

  private final RunDesk desk;
  private final LabelledPool pool;
  private final RegistryState registry;
  private final RunSettings.Triggers settings;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("run-triggers").factory());

  RunTriggers(RunDesk desk, LabelledPool pool, RegistryState registry, RunSettings settings) {
    this.desk = desk;
    this.pool = pool;
    this.registry = registry;
    this.settings = settings.triggers();
  }

  void onStart(@Observes StartupEvent event) {
    if (settings.verdicts() > 0 || settings.interval().isPresent()) {
      long millis = settings.look().toMillis();
      ticker.scheduleWithFixedDelay(this::tick, millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    ticker.shutdownNow();
  }

  private void tick() {
    try {
      look(Instant.now());
    } catch (RuntimeException e) { // An exception would end the schedule.
      LOG.warnf("runs that start by themselves are looked at again later: %s", e);
    }
  }

  /** Asks for the runs that are due. */
  void look(Instant now) {
    List<Run> runs = desk.all();
    List<LabelledCase> cases = pool.find(PoolQuery.ALL);
    for (SlotState slot : registry.slots()) {
      List<Run> ofSlot =
          runs.stream().filter(run -> run.request().slot().equals(slot.slot())).toList();
      if (slot.active().isPresent() && ofSlot.stream().allMatch(run -> run.state().isOver())) {
        look(slot.slot(), ofSlot, cases, now);
      }
    }
  }

  private void look(String slot, List<Run> runs, List<LabelledCase> cases, Instant now) {
    Instant last = runs.stream().map(Run::askedAt).max(Instant::compareTo).orElse(Instant.EPOCH);
    long news =
        cases.stream()
            .filter(c -> c.shown().filter(word -> word.slot().equals(slot)).isPresent())
            .filter(c -> c.lastVerdict().filter(last::isBefore).isPresent())
            .count();
    boolean enough = settings.verdicts() > 0 && news >= settings.verdicts();
    boolean longAgo =
        news > 0 && settings.interval().filter(i -> !now.isBefore(last.plus(i))).isPresent();
    if (enough || longAgo) {
      desk.ask(
          new RunRequest(
              Job.Task.TRAIN,
              slot,
              Optional.empty(),
              RunRequest.Data.POOL,
              Job.Recipe.STANDARD,
              BY,
              news + " cases with new verdicts"));
    }
  }
}
