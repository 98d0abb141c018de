package org.vigil.local.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.vigil.local.bench.Distribution;

/**
 * One run of the model: studies of one image arrive, are taken in, wait for assembly's transaction,
 * are prepared, wait for a device, are published, wait for the worklist's transaction, and are
 * placed. What broker and store do beside that takes processors from the rest where they are
 * shared. Use once.
 */
public final class Simulation {
  private final House house;
  private final StepCosts costs;
  private final Random random;
  private final Agenda agenda = new Agenda();
  private final List<Study> listed = new ArrayList<>();
  private final List<Processors> devices = new ArrayList<>();
  private final List<Station> queues = new ArrayList<>();
  private final List<Station> prepares = new ArrayList<>();
  private final Processors everybody;
  private final Station ingest;
  private final Station place;
  private Runnable onListed = () -> {};

  public Simulation(House house, StepCosts costs, long seed) {
    this.house = house;
    this.costs = costs;
    this.random = new Random(seed);
    int shared = house.sharedCores();
    this.everybody = new Processors(agenda, shared > 0 ? shared : 4.0 * house.inferenceInstances());
    Processors front =
        shared > 0 ? everybody : new Processors(agenda, 2.0 * house.ingestInstances());
    this.ingest =
        new Station(
            front,
            House.INGEST_WORKERS * house.ingestInstances(),
            1,
            n -> costs.ingest(),
            this::acknowledged);
    Processors back =
        shared > 0 ? everybody : new Processors(agenda, 2.0 * house.worklistInstances());
    this.place =
        new Station(
            back,
            House.PLACE_WORKERS * house.worklistInstances(),
            1,
            n -> costs.place(),
            this::placed);
    for (int i = 0; i < house.inferenceInstances(); i++) {
      addInference(shared > 0 ? everybody : new Processors(agenda, 2));
    }
  }

  private void addInference(Processors processors) {
    Station device = new Station(processors, 1, house.maxBatch(), costs::pass, this::publish);
    devices.add(processors);
    queues.add(device);
    prepares.add(
        new Station(processors, House.PREPARE_WORKERS, 1, n -> costs.prepare(), device::take));
  }

  /** Studies that come by themselves (Poisson). */
  public Forecast open(double perSecond, int studies) {
    double at = 0;
    for (int i = 0; i < studies; i++) {
      at += -Math.log(1 - random.nextDouble()) * 1e3 / perSecond;
      agenda.after(at, () -> ingest.take(new Study()));
    }
    agenda.run();
    return forecast();
  }

  /** As many at once as the window holds; whenever one is placed, the next is sent. */
  public Forecast saturated(int window, int studies) {
    int[] left = {studies};
    onListed =
        () -> {
          if (left[0] > 0) {
            left[0]--;
            ingest.take(new Study());
          }
        };
    for (int i = 0; i < Math.min(window, studies); i++) {
      onListed.run();
    }
    agenda.run();
    return forecast();
  }

  private void acknowledged(Study study) {
    study.acknowledged(agenda.now());
    beside();
    int instance = random.nextInt(house.inferenceInstances()); // By hash of the StudyId.
    agenda.after(untilCommit(), () -> prepares.get(instance).take(study));
  }

  private void publish(Study study) {
    beside();
    agenda.after(house.publishMillis() + untilCommit(), () -> place.take(study));
  }

  private void placed(Study study) {
    study.listed(agenda.now());
    listed.add(study);
    onListed.run();
  }

  /**
   * Nobody waits for it, but it uses processors: half when a study comes, half when it is scored.
   */
  private void beside() {
    everybody.work(costs.beside() / 2, () -> {});
  }

  /** Transactions end at no particular moment of the study's. */
  private double untilCommit() {
    return random.nextDouble() * house.commitMillis();
  }

  private Forecast forecast() {
    double end = listed.getLast().listed();
    int head = listed.size() / 4;
    double seconds = (end - listed.get(head).listed()) / 1e3;
    Distribution waits = Distribution.of(listed.stream().map(Study::toWorklist).toList());
    double busy = devices.stream().mapToDouble(p -> p.busy() / p.cores()).average().orElseThrow();
    return new Forecast(
        (listed.size() - head - 1) / seconds,
        waits,
        busy / end,
        queues.stream().mapToInt(Station::longest).max().orElseThrow());
  }
}
