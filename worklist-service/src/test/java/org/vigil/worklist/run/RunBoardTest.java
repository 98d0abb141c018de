package org.vigil.worklist.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigil.schemas.event.RunPhase;
import org.vigil.schemas.event.RunProgress;

class RunBoardTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final RunBoard board = new RunBoard(3);

  private static RunProgress word(String run, RunPhase phase, int epoch, int seconds) {
    return RunProgress.newBuilder()
        .setRunId(run)
        .setSlot("chest-xray")
        .setPhase(phase)
        .setEpoch(epoch)
        .setEpochs(9)
        .setStep(10L * epoch)
        .setSteps(phase == RunPhase.TRAINING ? 90 : 0)
        .setLoss(1.0 / (epoch + 1))
        .setAt(NOON.plusSeconds(seconds))
        .build();
  }

  @Test
  void everyEpochStandsOnTheCurveOnceHoweverOftenItIsTold() {
    for (int epoch : new int[] {0, 1, 1, 2, 1, 2, 3}) { // Killed after 2, and gone on from 1.
      board.hear(word("r1-a", RunPhase.TRAINING, epoch, epoch));
    }
    List<RunNews.Epoch> curve = board.find("r1-a").orElseThrow().curve();
    assertEquals(List.of(1, 2, 3), curve.stream().map(RunNews.Epoch::number).toList());
    assertEquals(Optional.of(0.5), curve.get(0).loss());
  }

  @Test
  void theWordOfTheEndLeavesTheNumbersThatThereAre() {
    board.hear(word("r1-a", RunPhase.TRAINING, 4, 1));
    board.hear(word("r1-a", RunPhase.FAILED, 0, 2));
    RunNews news = board.find("r1-a").orElseThrow();
    assertEquals("failed", news.phase());
    assertEquals(4, news.epoch());
    assertEquals(90, news.steps());
    assertEquals(1, news.curve().size());
    assertEquals(NOON.plusSeconds(2), news.at());
  }

  @Test
  void theLatestComesFirstAndTheSilentestGoesWhereThereAreTooMany() {
    List<String> heard = new ArrayList<>();
    board.addListener(news -> heard.add(news.runId()));
    for (int i = 0; i < 4; i++) {
      board.hear(word("r1-" + i, RunPhase.QUEUED, 0, i));
    }
    assertEquals(
        List.of("r1-3", "r1-2", "r1-1"), board.all().stream().map(RunNews::runId).toList());
    assertTrue(board.find("r1-0").isEmpty());
    assertEquals(4, heard.size());
  }
}
