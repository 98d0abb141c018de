package org.vigil.training.run;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.schemas.event.RunPhase;
import org.vigil.schemas.word.Words;
import org.vigil.training.document.Documents;
import org.vigil.training.gate.Gate;
import org.vigil.training.gate.GateArchive;
import org.vigil.training.gate.GateDecision;
import org.vigil.training.registry.BundleRegistry;
import org.vigil.training.report.ReportArchive;
import org.vigil.training.report.RunReport;
import org.vigil.training.trainer.EvaluatedCases;
import org.vigil.training.trainer.Job;
import org.vigil.training.trainer.JobFolder;
import org.vigil.training.trainer.TrainerLine;

/**
 * Does one run: computes it, registers its bundle, lets the gate decide. Every step may be repeated
 * after a crash with the same result.
 */
public final class RunWork {
  private final TrainingEngine engine;
  private final BundleRegistry registry;
  private final Gate gate;
  private final GateArchive decisions;
  private final ReportArchive reports;
  private final RunArchive archive;
  private final RunVoice voice;
  private final int restarts;
  private final Clock clock;

  public RunWork(
      TrainingEngine engine,
      BundleRegistry registry,
      Gate gate,
      GateArchive decisions,
      ReportArchive reports,
      RunArchive archive,
      RunVoice voice,
      int restarts,
      Clock clock) {
    this.engine = engine;
    this.registry = registry;
    this.gate = gate;
    this.decisions = decisions;
    this.reports = reports;
    this.archive = archive;
    this.voice = voice;
    this.restarts = restarts;
    this.clock = clock;
  }

  /**
   * @param run prepared
   * @param watch hears how far it is
   * @param stop once true, the run ends
   * @return its end, or nothing where it was stopped
   * @throws RunFailedException if it cannot be done
   */
  Optional<RunState.Succeeded> run(Run run, Consumer<RunPosition> watch, BooleanSupplier stop)
      throws InterruptedException {
    if (!compute(run, watch, stop)) {
      return Optional.empty();
    }
    JobFolder folder = archive.folder(run.id());
    Job job = Documents.read(folder.job(), Job.class);
    BundleFiles files =
        BundleFiles.in(job.task() == Job.Task.TRAIN ? folder.bundle() : folder.parent());
    Bundle bundle = Bundle.read(files);
    EvaluatedCases cases = Documents.read(folder.cases(), EvaluatedCases.class);
    GateDecision decision = decide(run, job, bundle, cases);
    decisions.keep(decision); // First: a bundle that is registered has its decision.
    reports.keep(RunReport.of(decision, cases, bundle.manifest(), archive.curve(run.id())));
    if (job.task() == Job.Task.TRAIN) {
      registry.register(bundle, files);
    }
    return Optional.of(
        new RunState.Succeeded(
            clock.instant(), job.version(), decision.id(), Words.of(decision.outcome())));
  }

  private boolean compute(Run run, Consumer<RunPosition> watch, BooleanSupplier stop)
      throws InterruptedException {
    for (int tries = 0; ; tries++) {
      Ending ending =
          engine.run(archive.folder(run.id()), new Listener(run, watch, clock.instant()), stop);
      switch (ending) {
        case Ending.Done done -> {
          return true;
        }
        case Ending.Stopped stopped -> {
          return false;
        }
        case Ending.Refused refused -> throw new RunFailedException(refused.reason());
        case Ending.OverBudget excess -> throw new RunFailedException(excess.reason());
        case Ending.Crashed crash -> {
          if (tries >= restarts) {
            throw new RunFailedException(crash.reason());
          }
          voice.tell(
              run, RunPosition.in(RunPhase.PREPARING), Optional.of("again: " + crash.reason()));
        }
      }
    }
  }

  private GateDecision decide(Run run, Job job, Bundle bundle, EvaluatedCases cases) {
    var checks = gate.checks(cases);
    return new GateDecision(
        "g" + run.id().value().substring(1),
        bundle.manifest().slot(),
        bundle.manifest().version(),
        bundle.digest().hex(),
        cases.reference(),
        job.dataDigest(),
        run.id().value(),
        run.request().by(),
        clock.instant(),
        Gate.outcome(checks),
        checks);
  }

  /** Keeps the curve and tells what it hears. */
  private final class Listener implements Consumer<TrainerLine> {
    private final Run run;
    private final Consumer<RunPosition> watch;
    private final Instant start;
    private long firstStep = -1;
    private RunPosition position = RunPosition.in(RunPhase.PREPARING);

    Listener(Run run, Consumer<RunPosition> watch, Instant start) {
      this.run = run;
      this.watch = watch;
      this.start = start;
    }

    @Override
    public void accept(TrainerLine line) {
      if (line instanceof TrainerLine.Stepped first && firstStep < 0) {
        firstStep = first.step();
      }
      if (line instanceof TrainerLine.EpochDone epoch) {
        archive.addEpoch(run.id(), epoch);
      }
      position = position.after(line, Math.max(0, firstStep), start, clock.instant());
      watch.accept(position);
      voice.tell(run, position, Optional.empty());
    }
  }
}
