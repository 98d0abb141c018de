package org.vigil.training.run;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.event.RunPhase;
import org.vigil.training.feedback.LabelledCase;
import org.vigil.training.pool.PoolListener;

/**
 * Takes runs into a bounded, durable queue and tells where they are. A run that was taken is on the
 * disk. Thread-safe.
 */
public final class RunDesk implements PoolListener {
  private final RunArchive archive;
  private final RunVoice voice;
  private final int maxQueued;
  private final Clock clock;
  private final RandomGenerator random;
  private final Map<RunId, Run> open = new LinkedHashMap<>();
  private Optional<Current> current = Optional.empty();

  private record Current(
      RunId id, RunPosition position, Set<String> studies, Optional<RunState> wanted) {
    Current at(RunPosition next) {
      return new Current(id, next, studies, wanted);
    }

    Current using(Set<String> others) {
      return new Current(id, position, others, wanted);
    }

    Current ending(RunState end) {
      return new Current(id, position, studies, wanted.or(() -> Optional.of(end)));
    }
  }

  /** Takes over what an earlier process has left: what was running is queued, before all others. */
  public RunDesk(
      RunArchive archive, RunVoice voice, int maxQueued, Clock clock, RandomGenerator random) {
    this.archive = archive;
    this.voice = voice;
    this.maxQueued = maxQueued;
    this.clock = clock;
    this.random = random;
    List<Run> left = archive.all().stream().filter(run -> !run.state().isOver()).toList();
    left.stream()
        .sorted(java.util.Comparator.comparing(run -> !(run.state() instanceof RunState.Running)))
        .map(run -> run.in(new RunState.Queued()))
        .forEach(run -> open.put(run.id(), run));
  }

  /**
   * Takes a run.
   *
   * @throws ProblemException 503 when too many wait
   */
  public synchronized Run ask(RunRequest request) {
    long waiting = open.values().stream().filter(r -> r.state() instanceof RunState.Queued).count();
    if (waiting >= maxQueued) {
      throw new ProblemException(
          Problem.of(
              503,
              "queue-full",
              "Too many runs wait",
              "%d runs wait already. Nothing was taken; ask later.".formatted(waiting)));
    }
    Run run =
        new Run(RunId.at(clock.instant(), random), request, clock.instant(), new RunState.Queued());
    archive.keep(run);
    open.put(run.id(), run);
    voice.tell(run, RunPosition.in(RunPhase.QUEUED), Optional.empty());
    notifyAll();
    return run;
  }

  /** Every run, the first asked first. */
  public List<Run> all() {
    Map<RunId, Run> runs = new LinkedHashMap<>();
    archive.all().forEach(run -> runs.put(run.id(), run));
    synchronized (this) {
      runs.replaceAll((id, run) -> open.getOrDefault(id, run));
    }
    return new ArrayList<>(runs.values());
  }

  public synchronized Optional<Run> find(RunId id) {
    return Optional.ofNullable(open.get(id)).or(() -> archive.find(id));
  }

  /** How far the run has come that is at work now. */
  public synchronized Optional<RunPosition> position(RunId id) {
    return current.filter(now -> now.id().equals(id)).map(Current::position);
  }

  /** Ends a run that is not over; one that is at work ends a moment later. */
  public synchronized Optional<Run> cancel(RunId id, String by) {
    Run run = open.get(id);
    if (run == null) {
      return archive.find(id);
    }
    RunState end = new RunState.Cancelled(clock.instant(), by);
    if (current.filter(now -> now.id().equals(id)).isPresent()) {
      current = current.map(now -> now.ending(end));
      return Optional.of(run);
    }
    return Optional.of(close(run, end));
  }

  @Override
  public void verdict(LabelledCase labelled) {}

  /** A run that learns from the study ends. */
  @Override
  public synchronized void erased(String studyId) {
    current =
        current.map(
            now ->
                now.studies().contains(studyId)
                    ? now.ending(
                        new RunState.Failed(
                            clock.instant(),
                            "a study of its data set was erased; ask for the run again"))
                    : now);
  }

  /** Waits for the next run and marks it as running; for the one thread that works. */
  synchronized Run next() throws InterruptedException {
    while (open.isEmpty()) {
      wait();
    }
    Run first = open.values().iterator().next();
    Run running = first.in(new RunState.Running(clock.instant()));
    archive.keep(running);
    open.put(running.id(), running);
    current =
        Optional.of(
            new Current(
                running.id(), RunPosition.in(RunPhase.PREPARING), Set.of(), Optional.empty()));
    voice.tell(running, RunPosition.in(RunPhase.PREPARING), Optional.empty());
    return running;
  }

  synchronized void uses(Set<String> studies) {
    current = current.map(now -> now.using(studies));
  }

  synchronized void at(RunPosition position) {
    current = current.map(now -> now.at(position));
  }

  /** The end that somebody wants for the run at work, if any. */
  synchronized Optional<RunState> wantedEnd() {
    return current.flatMap(Current::wanted);
  }

  /** The run at work has ended. */
  synchronized void end(Run run, RunState end) {
    current = Optional.empty();
    close(run, end);
  }

  private Run close(Run run, RunState end) {
    Run over = run.in(end);
    archive.keep(over);
    archive.clean(run.id());
    open.remove(run.id());
    voice.tell(over, RunPosition.in(phase(end)), detail(end));
    return over;
  }

  private static RunPhase phase(RunState end) {
    return switch (end) {
      case RunState.Queued q -> RunPhase.QUEUED;
      case RunState.Running r -> RunPhase.TRAINING;
      case RunState.Succeeded s -> RunPhase.SUCCEEDED;
      case RunState.Failed f -> RunPhase.FAILED;
      case RunState.Cancelled c -> RunPhase.CANCELLED;
    };
  }

  private static Optional<String> detail(RunState end) {
    return switch (end) {
      case RunState.Failed failed -> Optional.of(failed.reason());
      case RunState.Succeeded succeeded ->
          Optional.of("bundle %s, gate %s".formatted(succeeded.version(), succeeded.gate()));
      default -> Optional.empty();
    };
  }
}
