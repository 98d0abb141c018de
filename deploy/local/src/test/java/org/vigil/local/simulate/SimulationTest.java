package org.vigil.local.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model against queueing theory and against what the bench measured (docs/performance.md). */
class SimulationTest {
  private static final StepCosts COSTS = StepCosts.measured();

  @Test
  void sharedProcessorsAreSharedEqually() {
    Agenda agenda = new Agenda();
    Processors two = new Processors(agenda, 2);
    List<Double> ends = new ArrayList<>();
    for (int work : new int[] {10, 20, 30}) {
      two.work(work, () -> ends.add(agenda.now()));
    }
    agenda.run();
    // Three jobs at 2/3 of a processor until 15; two at a whole one until 25; the last until 35.
    assertEquals(
        List.of(15.0, 25.0, 35.0), ends.stream().map(e -> (double) Math.round(e)).toList());
    assertEquals(60, two.busy(), 1e-6);
  }

  /** The clock's numbers grow coarse: work must end all the same. */
  @Test
  void workEndsAlsoAfterASimulatedYear() {
    Agenda agenda = new Agenda();
    Processors one = new Processors(agenda, 1);
    List<Double> ends = new ArrayList<>();
    agenda.after(3e10, () -> one.work(1.0 / 3, () -> ends.add(agenda.now())));
    agenda.run();
    assertEquals(1, ends.size());
  }

  /** M/D/1: mean wait before service = rho * s / (2 (1 - rho)). */
  @Test
  void aSingleStationWaitsAsTheoryHasIt() {
    StepCosts one = new StepCosts(0, 0, 50, 0, 0, 0);
    House bare = new House(0, 1, 1, 1, 1, 0, 0);
    double perSecond = 14; // rho = 0.7
    Forecast forecast = new Simulation(bare, one, 3).open(perSecond, 100_000);
    double expected = 50 + 0.7 * 50 / (2 * 0.3);
    assertEquals(expected, forecast.toWorklist().mean(), 0.05 * expected);
  }

  /** Measured with 100 ms between transactions: 11.7 to 12.1/s; 228, 374 and 431 ms at half. */
  @Test
  void thisMachinesBenchIsPredicted() {
    House machine = House.ofOneMachine(2).withCommit(100);
    Forecast most = new Simulation(machine, COSTS, 1).saturated(32, 2_000);
    assertWithin(0.15, 11.9, most.studiesPerSecond());
    Forecast half = new Simulation(machine, COSTS, 1).open(5.95, 4_000);
    assertWithin(0.10, 228, half.toWorklist().p50());
    assertWithin(0.10, 374, half.toWorklist().p95());
    assertWithin(0.25, 431, half.toWorklist().p99());
  }

  @Test
  void theSameSeedGivesTheSameForecast() {
    House house = House.ofOneMachine(2);
    assertEquals(
        new Simulation(house, COSTS, 7).open(5, 500), new Simulation(house, COSTS, 7).open(5, 500));
  }

  @Test
  void theSmallestHouseKeepsThePromiseAndASmallerOneDoesNot() {
    Sizing sizing = new Sizing(COSTS, 100, 2_000, 1);
    Sizing.Answer answer = sizing.smallest();
    assertTrue(answer.forecast().toWorklist().p99() <= 2_000);
    int fewer = answer.house().inferenceInstances() * 9 / 10 - 1;
    assertTrue(sizing.with(fewer).forecast().toWorklist().p99() > 2_000, answer.toString());
  }

  @Test
  void aPromiseBelowTheTransactionsOwnTimeIsRefused() {
    Sizing impossible = new Sizing(COSTS, 0.1, 50, 1);
    assertThrows(IllegalArgumentException.class, impossible::smallest);
  }

  @Test
  void costsAreReadFromABench() throws IOException {
    String report =
        """
        {"settings": {"batch": 8}, "forwardMillis": 496.0,
         "phases": [{"cpuMillis": {"broker": 10, "store": 9, "ingest": 27, "inference": 79,
                                   "worklist": 8, "retrieval": 9, "training": 1, "sender": 3}}]}
        """;
    assertEquals(COSTS, StepCosts.ofBench(new ObjectMapper().readTree(report)));
    assertThrows(
        IOException.class, () -> StepCosts.ofBench(new ObjectMapper().readTree("{\"a\": 1}")));
  }

  private static void assertWithin(double share, double measured, double predicted) {
    assertEquals(measured, predicted, share * measured);
  }
}
