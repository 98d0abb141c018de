package org.vigil.local.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.vigil.local.send.Shipment;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.stack.Service;
import org.vigil.local.stack.StackException;
import org.vigil.local.stack.StackPorts;
import org.vigil.local.web.IngestClient;

/** Sends the studies of one phase after another and times each to the worklist. */
final class PipelineLoad {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FILLING = 4; // A quarter of the arrivals, while the pipeline settles.

  private final LocalStack stack;
  private final StackPorts ports;
  private final IngestClient ingest;
  private final Iterator<Shipment> pictures;
  private final Consumer<String> progress;

  PipelineLoad(LocalStack stack, Iterator<Shipment> pictures, Consumer<String> progress) {
    this.stack = stack;
    this.ports = stack.settings().ports();
    this.ingest = new IngestClient(ports.url(Service.INGEST));
    this.pictures = pictures;
    this.progress = progress;
  }

  /**
   * Sends {@code studies} and returns when all stand on the worklist.
   *
   * @param offered studies per second, for the record
   * @throws StackException if a study is refused, or the worklist's events end
   */
  PhaseResult run(String name, int studies, Pacing pacing, double offered)
      throws IOException, InterruptedException {
    progress.accept("%s: %d studies".formatted(name, studies));
    Stations stations = new Stations();
    StageMeans ingestBefore = ingestStages();
    CpuTimes cpuBefore;
    try (ScoredEar scored = new ScoredEar(ports.bootstrapServers(), stations::scored);
        WorklistEar worklist =
            new WorklistEar(
                ports.url(Service.WORKLIST),
                (id, at) -> {
                  if (stations.listed(id, at)) {
                    pacing.arrived();
                  }
                })) {
      worklist.awaitListening();
      cpuBefore = CpuTimes.now(stack);
      send(studies, pacing, stations);
      awaitAll(stations, worklist);
    }
    Map<String, Double> cpu = CpuTimes.now(stack).perStudy(cpuBefore, studies);
    return result(name, offered, stations.studies(), ingestStages().since(ingestBefore), cpu);
  }

  private StageMeans ingestStages() throws IOException, InterruptedException {
    return StageMeans.of(ports.url(Service.INGEST), "vigil_ingest_stage_seconds");
  }

  private void send(int studies, Pacing pacing, Stations stations) throws InterruptedException {
    ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < studies && failures.isEmpty(); i++) {
        Shipment shipment = pictures.next();
        Instant due = pacing.awaitTurn();
        threads.execute(
            () -> {
              try {
                post(shipment, due, stations);
              } catch (RuntimeException e) {
                failures.add(e);
              }
            });
      }
    }
    if (!failures.isEmpty()) {
      throw failures.peek();
    }
  }

  private void post(Shipment shipment, Instant due, Stations stations) {
    try {
      switch (ingest.post(shipment)) {
        case IngestClient.Answer.Taken taken ->
            stations.acknowledged(taken.studyId(), due, Instant.now());
        case IngestClient.Answer.Refused refused ->
            throw new StackException("the front door refused a picture: " + refused.why());
        case IngestClient.Answer.Later later ->
            throw new StackException("the front door is too busy to be measured: " + later.why());
      }
    } catch (IOException e) {
      throw new StackException("no answer from the front door: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitAll(Stations stations, WorklistEar worklist)
      throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (stations.open() > 0 && Instant.now().isBefore(deadline)) {
      if (!worklist.lost().isEmpty()) {
        throw new StackException("the worklist's events ended: " + worklist.lost());
      }
      Thread.sleep(20);
    }
  }

  private static PhaseResult result(
      String name,
      double offered,
      List<StudyTimes> studies,
      Map<String, Double> ingestMeans,
      Map<String, Double> cpu) {
    List<Double> toWorklist =
        studies.stream().flatMap(study -> study.toWorklist().stream()).toList();
    return new PhaseResult(
        name,
        offered,
        studies.size(),
        studies.size() - toWorklist.size(),
        PhaseResult.throughput(studies, studies.size() / FILLING),
        Distribution.of(toWorklist),
        PhaseResult.stages(studies),
        ingestMeans,
        cpu);
  }
}
