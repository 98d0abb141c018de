package org.vigil.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.platform.problem.ProblemException;
import org.vigil.training.trainer.Job;
import org.vigil.training.trainer.TrainerLine;

class RunDeskTest {
  @TempDir Path root;

  private RunDesk desk() {
    return new RunDesk(
        new RunArchive(root), (run, position, detail) -> {}, 2, Clock.systemUTC(), new Random(1));
  }

  private static RunRequest request() {
    return new RunRequest(
        Job.Task.TRAIN,
        "chest-xray",
        Optional.empty(),
        RunRequest.Data.POOL,
        new Job.Recipe(
            Job.Start.PARENT,
            Optional.empty(),
            Optional.empty(),
            3,
            8,
            1e-3,
            3,
            7,
            Optional.empty()),
        "ann",
        "test");
  }

  @Test
  void whatWasTakenSurvivesAndTheRunAtWorkGoesFirst() throws Exception {
    RunDesk before = desk();
    Run first = before.ask(request());
    before.ask(request());
    assertEquals(first.id(), before.next().id());

    RunDesk after = desk(); // As after kill -9.
    Run again = after.next();
    assertEquals(first.id(), again.id());
    assertInstanceOf(RunState.Running.class, again.state());
    assertEquals(2, after.all().size());
  }

  @Test
  void aFullQueueRefusesAndTakesNothing() {
    RunDesk desk = desk();
    desk.ask(request());
    desk.ask(request());
    ProblemException refused = assertThrows(ProblemException.class, () -> desk.ask(request()));
    assertEquals(503, refused.problem().status());
    assertEquals(2, desk.all().size());
  }

  @Test
  void aRunThatWaitsIsCancelledAtOnceAndOneAtWorkIsToldTo() throws Exception {
    RunDesk desk = desk();
    Run atWork = desk.ask(request());
    Run waiting = desk.ask(request());
    desk.next();
    assertInstanceOf(
        RunState.Cancelled.class, desk.cancel(waiting.id(), "ann").orElseThrow().state());
    assertInstanceOf(RunState.Running.class, desk.cancel(atWork.id(), "ann").orElseThrow().state());
    assertInstanceOf(RunState.Cancelled.class, desk.wantedEnd().orElseThrow());
    desk.end(atWork, desk.wantedEnd().orElseThrow());
    assertTrue(desk().all().stream().allMatch(run -> run.state().isOver()));
  }

  @Test
  void aRunThatLearnsFromAnErasedStudyEnds() throws Exception {
    RunDesk desk = desk();
    desk.ask(request());
    desk.next();
    desk.uses(Set.of("s1"));
    desk.erased("s2");
    assertTrue(desk.wantedEnd().isEmpty());
    desk.erased("s1");
    assertInstanceOf(RunState.Failed.class, desk.wantedEnd().orElseThrow());
  }

  @Test
  void whatTheTrainerNeededGoesWithTheEnd() throws Exception {
    RunDesk desk = desk();
    Run run = desk.ask(request());
    Path pictures = new RunArchive(root).folder(run.id()).pictures();
    Files.createDirectories(pictures);
    Files.writeString(pictures.resolve("a.png"), "picture");
    desk.next();
    desk.end(run, new RunState.Failed(Clock.systemUTC().instant(), "test"));
    assertTrue(Files.notExists(pictures));
  }

  @Test
  void anEpochThatIsToldTwiceStandsOnceInTheCurve() {
    RunArchive archive = new RunArchive(root);
    Run run = desk().ask(request());
    TrainerLine.EpochDone epoch = new TrainerLine.EpochDone(1, Optional.of(0.5), 0.8);
    archive.addEpoch(run.id(), epoch);
    archive.addEpoch(run.id(), epoch);
    assertEquals(List.of(epoch), archive.curve(run.id()));
  }
}
