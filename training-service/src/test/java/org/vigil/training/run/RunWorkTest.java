package org.vigil.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.testing.MemoryStore;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.training.dataset.DataSetFiles;
import org.vigil.training.dataset.FeedbackDataSets;
import org.vigil.training.document.Documents;
import org.vigil.training.feedback.CaseParts;
import org.vigil.training.feedback.LabelledCase;
import org.vigil.training.feedback.LabelledPool;
import org.vigil.training.feedback.PoolQuery;
import org.vigil.training.feedback.TestStudies;
import org.vigil.training.gate.Gate;
import org.vigil.training.gate.GateArchive;
import org.vigil.training.gate.GateSettings;
import org.vigil.training.registry.BundleArchive;
import org.vigil.training.registry.BundleRegistry;
import org.vigil.training.registry.Change;
import org.vigil.training.registry.MemoryLog;
import org.vigil.training.registry.RegistryState;
import org.vigil.training.registry.TestBundles;
import org.vigil.training.report.ReportArchive;
import org.vigil.training.trainer.EvaluatedCases;
import org.vigil.training.trainer.Job;
import org.vigil.training.trainer.JobFolder;

/** A run from its preparation to the registry; only the network's arithmetic is left out. */
class RunWorkTest implements LabelledPool {
  private static final String SLOT = "chest-xray";

  @TempDir Path root;
  private final MemoryStore store = new MemoryStore();
  private final RegistryState state = new RegistryState();
  private final BundleArchive bundles = new BundleArchive(store, Optional.empty());
  private final GateArchive decisions = new GateArchive(store);
  private final BundleRegistry registry =
      new BundleRegistry(bundles, state, new MemoryLog(), Clock.systemUTC());
  private final Queue<Ending> endings = new ArrayDeque<>();
  private boolean erased;
  private RunArchive archive;
  private Run run;

  @BeforeEach
  void anActiveBundleAndARun() {
    TestBundles.write(root.resolve("seeds"), SLOT, "1.0", 1);
    BundleFiles files = BundleFiles.in(root.resolve("seeds").resolve(SLOT).resolve("1.0"));
    registry.register(Bundle.read(files), files);
    registry.activate(SLOT, "1.0", Change.by("ann", "test"));
    archive = new RunArchive(root.resolve("runs"));
    run = ask(Optional.empty(), Job.Task.TRAIN);
  }

  private Run ask(Optional<String> bundle, Job.Task task) {
    RunDesk desk = new RunDesk(archive, (r, p, d) -> {}, 9, Clock.systemUTC(), new Random(1));
    return desk.ask(
        new RunRequest(
            task,
            SLOT,
            bundle,
            RunRequest.Data.POOL,
            new Job.Recipe(
                Job.Start.PARENT,
                Optional.empty(),
                Optional.empty(),
                1,
                8,
                1e-3,
                1,
                7,
                Optional.empty()),
            "ann",
            "test"));
  }

  private RunPreparation preparation(String... settings) {
    return new RunPreparation(
        state,
        bundles,
        this,
        new FeedbackDataSets(new CaseParts(0.2, 0.2, 0.1, 1)),
        new DataSetFiles(store),
        Settings.in(root, settings));
  }

  /** Ends as told; where that is the end of the work, leaves results there. */
  private Ending compute(JobFolder folder) {
    Ending ending = endings.remove();
    if (ending instanceof Ending.Done) {
      Job job = Documents.read(folder.job(), Job.class);
      Bundle made = TestBundles.write(root.resolve("made"), SLOT, job.version(), 2);
      try {
        Files.move(root.resolve("made").resolve(SLOT).resolve(job.version()), folder.bundle());
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      Documents.write(
          folder.cases(),
          new EvaluatedCases(
              made.digest().hex(),
              state.slot(SLOT).active().map(ref -> ref.getDigest()),
              List.of("Pneumonia"),
              List.of(),
              List.of(),
              1,
              Optional.of(1.0),
              Optional.empty(),
              Optional.empty()));
    }
    return ending;
  }

  private RunWork work() {
    GateSettings rules =
        new SmallRyeConfigBuilder()
            .withMapping(GateSettings.class)
            .withDefaultValues(Map.of())
            .build()
            .getConfigMapping(GateSettings.class);
    return new RunWork(
        (folder, listener, stop) -> compute(folder),
        registry,
        new Gate(rules),
        decisions,
        new ReportArchive(store),
        archive,
        (r, p, d) -> {},
        2,
        Clock.systemUTC());
  }

  private Optional<RunState.Succeeded> work(Run which) throws InterruptedException {
    return work().run(which, position -> {}, () -> false);
  }

  @Test
  void aBundleIsRegisteredWithItsDecisionAndItsLineage() throws Exception {
    preparation().prepare(run, archive.folder(run.id()));
    endings.add(new Ending.Done());
    RunState.Succeeded end = work(run).orElseThrow();
    assertEquals("undecided", end.gate()); // Not one case: never a pass.
    var bundle = state.bundle(SLOT, run.id().value()).orElseThrow().getBundle();
    assertEquals(end.decision(), decisions.latest(bundle).orElseThrow().id());
    Job job = Documents.read(archive.folder(run.id()).job(), Job.class);
    assertTrue(store.objects.containsKey("vigil-models/datasets/" + job.dataDigest() + ".json"));
    assertTrue(store.objects.containsKey("vigil-models/reports/" + run.id() + ".json"));
  }

  @Test
  void aTrainerThatEndsUnaskedIsStartedAgainButNotForEver() throws Exception {
    preparation().prepare(run, archive.folder(run.id()));
    endings.add(new Ending.Crashed("killed"));
    endings.add(new Ending.Crashed("killed"));
    endings.add(new Ending.Done());
    assertTrue(work(run).isPresent());
    for (int i = 0; i < 3; i++) {
      endings.add(new Ending.Crashed("killed"));
    }
    assertThrows(RunFailedException.class, () -> work(run));
  }

  @Test
  void aRunThatCannotBeDoneLeavesNothingInTheRegistry() {
    preparation().prepare(run, archive.folder(run.id()));
    for (Ending ending :
        List.of(new Ending.Refused("one class only"), new Ending.OverBudget("memory"))) {
      endings.add(ending);
      assertThrows(RunFailedException.class, () -> work(run));
    }
    assertEquals(1, state.bundles().size());
  }

  @Test
  void anErasureBetweenTwoAttemptsEndsTheRun() {
    preparation().prepare(run, archive.folder(run.id()));
    erased = true;
    RunFailedException failed =
        assertThrows(
            RunFailedException.class, () -> preparation().prepare(run, archive.folder(run.id())));
    assertTrue(failed.getMessage().contains("erased"));
  }

  @Test
  void theActiveBundleIsNotComparedWithItself() {
    Run evaluation = ask(Optional.of("1.0"), Job.Task.EVALUATE);
    assertThrows(
        RunFailedException.class,
        () -> preparation().prepare(evaluation, archive.folder(evaluation.id())));
  }

  @Test
  void aFullDiskIsToldBeforeAnythingBegins() {
    RunPreparation full = preparation("minimum-free-disk", "2000000000");
    RunFailedException failed =
        assertThrows(RunFailedException.class, () -> full.prepare(run, archive.folder(run.id())));
    assertTrue(failed.getMessage().contains("disk"));
  }

  @Override
  public List<LabelledCase> find(PoolQuery query) {
    return List.of(TestStudies.labelled(1, true), TestStudies.labelled(2, false));
  }

  @Override
  public Optional<LabelledCase> find(String studyId) {
    return Optional.empty();
  }

  @Override
  public boolean isErased(String studyId) {
    return erased;
  }
}
