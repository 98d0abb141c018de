package org.vigil.inference.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.schemas.event.Priority;

/** The rule on lines that fit on a page; all traffic is in {@link BatchRuleTrafficTest}. */
class BatchRuleTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final int MAX = 8;

  private final BatchRule rule = new BatchRule(MAX);
  private final PassCost cost = new PassCost();

  @BeforeEach
  void aPictureTakesATenthOfASecond() {
    IntStream.rangeClosed(1, MAX).forEach(n -> cost.measured(n, Duration.ofMillis(100L * n)));
  }

  @Test
  void aLoneStudyGoesAtOnce() {
    assertEquals(1, rule.take(routine(1, 10_000), NOW));
    assertEquals(0, rule.take(List.of(), NOW));
  }

  @Test
  void whileEverybodyIsInTimeAPassTakesWhatFits() {
    assertEquals(6, rule.take(routine(6, 600), NOW));
    assertEquals(MAX, rule.take(routine(20, 10_000), NOW));
  }

  @Test
  void aPassIsCutShortForThoseWhoCanStillBeInTime() {
    List<Waiting> line = new ArrayList<>(routine(3, 350));
    line.addAll(routine(5, 800));
    assertEquals(3, rule.take(line, NOW));
  }

  @Test
  void aPassIsNotCutShortWhereThatSavesNobody() {
    List<Waiting> hopeless = new ArrayList<>(routine(1, 50));
    hopeless.addAll(routine(7, 800));
    assertEquals(MAX, rule.take(hopeless, NOW));
  }

  @Test
  void aDeviceThatIsBehindRunsFullPassesOfRoutineStudies() {
    assertEquals(MAX, rule.take(routine(MAX + 1, 350), NOW));
  }

  @Test
  void aStatStudyCutsAPassShortEvenWhenTheDeviceIsBehind() {
    List<Waiting> line = new ArrayList<>(List.of(study(Priority.STAT, 1, 250)));
    line.addAll(routine(30, 100));
    assertEquals(2, rule.take(line, NOW));
  }

  @Test
  void oneStatStudyInTimeIsWorthMoreThanAnyNumberOfRoutineOnes() {
    PassCost card = new PassCost(); // The second pass costs all the others their time.
    card.measured(1, Duration.ofMillis(100));
    card.measured(2, Duration.ofMillis(110));
    card.measured(MAX, Duration.ofMillis(150));
    List<Waiting> line =
        new ArrayList<>(List.of(new Waiting(Priority.STAT, 1, NOW.plusMillis(100), Set.of(card))));
    Waiting routine = new Waiting(Priority.ROUTINE, 1, NOW.plusMillis(160), Set.of(card));
    line.addAll(Collections.nCopies(7, routine));
    assertEquals(1, rule.take(line, NOW));
  }

  @Test
  void aStudyOfMorePicturesThanAPassHoldsGoesAlone() {
    List<Waiting> line =
        List.of(study(Priority.ROUTINE, 12, 10_000), study(Priority.ROUTINE, 1, 10_000));
    assertEquals(1, rule.take(line, NOW));
  }

  @Test
  void nobodySqueezesPastAStudyThatDoesNotFitAnyMore() {
    List<Waiting> line =
        List.of(
            study(Priority.STAT, 5, 10_000),
            study(Priority.STAT, 4, 10_000),
            study(Priority.ROUTINE, 1, 10_000));
    assertEquals(1, rule.take(line, NOW));
  }

  @Test
  void studiesThatNeedNoPassCostNothingAndAlwaysFit() {
    List<Waiting> line = new ArrayList<>(routine(MAX, 800));
    IntStream.range(0, 5)
        .forEach(i -> line.add(new Waiting(Priority.ROUTINE, 0, NOW.plusMillis(800), Set.of())));
    assertEquals(MAX + 5, rule.take(line, NOW));
  }

  @Test
  void theModelsOfAPassRunOneAfterTheOther() {
    PassCost other = new PassCost();
    other.measured(1, Duration.ofMillis(500));
    List<Waiting> line =
        List.of(
            study(Priority.ROUTINE, 1, 300),
            new Waiting(Priority.ROUTINE, 1, NOW.plusMillis(900), Set.of(other)));
    assertEquals(1, rule.take(line, NOW));
  }

  private List<Waiting> routine(int studies, int dueInMillis) {
    return Collections.nCopies(studies, study(Priority.ROUTINE, 1, dueInMillis));
  }

  private Waiting study(Priority priority, int pictures, int dueInMillis) {
    return new Waiting(priority, pictures, NOW.plusMillis(dueInMillis), Set.of(cost));
  }
}
