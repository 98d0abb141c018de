package org.vigil.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vigil.local.simulate.Forecast;
import org.vigil.local.simulate.House;
import org.vigil.local.simulate.Simulation;
import org.vigil.local.simulate.Sizing;
import org.vigil.local.simulate.StepCosts;
import org.vigil.local.stack.StackException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how long studies would wait, and how many devices a load needs. */
@Command(
    name = "simulate",
    description = {
      "Plays the pipeline through with what its steps cost, and says how long studies would wait",
      "and how many devices a load needs (docs/sizing.md). Nothing is started."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class SimulateCommand implements Callable<Integer> {
  private static final double SECONDS_PER_DAY = 86_400;
  @Spec private CommandSpec spec;

  @Option(names = "--studies-per-day", defaultValue = "100000", description = "of one image each")
  private double perDay;

  @Option(
      names = "--peak",
      defaultValue = "4",
      description = "the busiest hour's rate over the day's mean")
  private double peak;

  @Option(
      names = "--within",
      defaultValue = "2000",
      description = "milliseconds from answer to worklist for 99 of 100 studies")
  private double within;

  @Option(
      names = "--device-speed",
      defaultValue = "1",
      description = "a device's forward pass over one CPU thread's: 1 is a CPU thread")
  private double speed;

  @Option(
      names = "--one-machine",
      paramLabel = "CORES",
      description = "one machine that everything shares, in place of a cluster")
  private Optional<Integer> cores;

  @Option(
      names = "--bench",
      paramLabel = "FILE",
      description = "costs from the output of ./vigil bench pipeline, in place of documented ones")
  private Optional<Path> bench;

  @Option(names = "--seed", defaultValue = "1", description = "of the arrivals")
  private long seed;

  @Override
  public Integer call() {
    StepCosts costs = costs().withDevice(speed);
    if (cores.isPresent()) {
      oneMachine(costs, cores.get());
    } else {
      cluster(costs);
    }
    return 0;
  }

  private StepCosts costs() {
    if (bench.isEmpty()) {
      return StepCosts.measured();
    }
    try {
      return StepCosts.ofBench(new ObjectMapper().readTree(bench.get().toFile()));
    } catch (IOException e) {
      throw new StackException("cannot use " + bench.get() + ": " + e.getMessage(), e);
    }
  }

  private void oneMachine(StepCosts costs, int shared) {
    House house = House.ofOneMachine(shared);
    Forecast most = new Simulation(house, costs, seed).saturated(32, 2_000);
    print("at most", most);
    double half = most.studiesPerSecond() / 2;
    print("at half", new Simulation(house, costs, seed).open(half, 2_000));
  }

  private void cluster(StepCosts costs) {
    double rate = perDay / SECONDS_PER_DAY * peak;
    try {
      Sizing.Answer answer = new Sizing(costs, rate, within, seed).smallest();
      House house = answer.house();
      out()
          .printf(
              "%.0f studies a day, %.2f a second at the busiest time: %d inference, %d ingest, %d"
                  + " worklist instances%n",
              perDay,
              rate,
              house.inferenceInstances(),
              house.ingestInstances(),
              house.worklistInstances());
      print("at the busiest time", answer.forecast());
    } catch (IllegalArgumentException e) {
      throw new StackException(e.getMessage(), e);
    }
  }

  private void print(String when, Forecast forecast) {
    out()
        .printf(
            "%s: %.1f studies/s, to the worklist p50 %.0f ms, p95 %.0f ms, p99 %.0f ms; processors"
                + " %.0f%% busy, at most %d waited for a device%n",
            when,
            forecast.studiesPerSecond(),
            forecast.toWorklist().p50(),
            forecast.toWorklist().p95(),
            forecast.toWorklist().p99(),
            100 * forecast.busy(),
            forecast.longestQueue());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
