package org.vigil.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.training.trainer.Job;
import org.vigil.training.trainer.JobFolder;
import org.vigil.training.trainer.TestJobs;
import org.vigil.training.trainer.TrainerLine;

/** Real trainers in processes of their own. */
class ChildProcessEngineTest {
  @TempDir Path root;

  private ChildProcessEngine engine(String... settings) {
    return new ChildProcessEngine(Settings.in(root, settings), TrainerClassPath.ours());
  }

  private static long trainers() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
  }

  @Test
  void aTrainerKilledInMidEpochGoesOnAndEndsInTheSameBytes() throws Exception {
    JobFolder undisturbed = TestJobs.fill(root.resolve("a"), 120, 3, Job.Start.FRESH);
    assertEquals(new Ending.Done(), engine().run(undisturbed, line -> {}, () -> false));

    JobFolder disturbed = TestJobs.fill(root.resolve("b"), 120, 3, Job.Start.FRESH);
    AtomicBoolean killed = new AtomicBoolean();
    Ending crash =
        engine()
            .run(
                disturbed,
                line -> {
                  // 9 steps an epoch, a checkpoint every 3: the first word of a step is mid-epoch.
                  if (line instanceof TrainerLine.Stepped && killed.compareAndSet(false, true)) {
                    ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
                  }
                },
                () -> false);
    assertInstanceOf(Ending.Crashed.class, crash);
    assertFalse(Files.exists(disturbed.bundle()));
    assertEquals(new Ending.Done(), engine().run(disturbed, line -> {}, () -> false));
    for (String file : new String[] {"weights.safetensors", "manifest.json"}) {
      assertArrayEquals(
          Files.readAllBytes(undisturbed.bundle().resolve(file)),
          Files.readAllBytes(disturbed.bundle().resolve(file)),
          file);
    }
    assertEquals(0, trainers());
  }

  @Test
  void aRunThatIsToStopStopsAndLeavesNoProcess() throws Exception {
    JobFolder folder = TestJobs.fill(root.resolve("a"), 120, 1_000, Job.Start.FRESH);
    AtomicBoolean stop = new AtomicBoolean();
    Ending ending = engine().run(folder, line -> stop.set(true), stop::get);
    assertEquals(new Ending.Stopped(), ending);
    assertEquals(0, trainers());
  }

  @Test
  void aRunOverItsTimeOrMemoryEndsWithTheReason() throws Exception {
    JobFolder folder = TestJobs.fill(root.resolve("a"), 60, 1_000, Job.Start.FRESH);
    Ending late = engine("time-limit", "PT1S").run(folder, line -> {}, () -> false);
    assertTrue(assertInstanceOf(Ending.OverBudget.class, late).reason().contains("PT1S"));
    Ending large = engine("memory", "20").run(folder, line -> {}, () -> false);
    assertTrue(assertInstanceOf(Ending.OverBudget.class, large).reason().contains("MiB"));
    Ending full = engine("minimum-free-disk", "2000000000").run(folder, line -> {}, () -> false);
    assertTrue(assertInstanceOf(Ending.OverBudget.class, full).reason().contains("disk"));
    assertEquals(0, trainers());
  }

  @Test
  void aJobThatCannotBeDoneSaysWhy() throws Exception {
    JobFolder folder = TestJobs.fill(root.resolve("a"), 60, 1, Job.Start.FRESH);
    RunArchive.delete(folder.pictures());
    Ending ending = engine().run(folder, line -> {}, () -> false);
    assertTrue(assertInstanceOf(Ending.Refused.class, ending).reason().contains("60 of 60"));
  }
}
