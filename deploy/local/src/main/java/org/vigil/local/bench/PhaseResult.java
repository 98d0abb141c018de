package org.vigil.local.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.vigil.schemas.event.StageTimes;
import org.vigil.schemas.event.StudyScored;

/**
 * What one phase of the benchmark showed.
 *
 * @param name saturated, half load, or at rate
 * @param offeredPerSecond the rate at which studies were sent; 0 where the pipeline set it
 * @param acknowledged studies that the front door took
 * @param missing acknowledged studies that did not reach the worklist with scores
 * @param studiesPerSecond that reached the worklist while studies were being sent
 * @param toWorklist from the front door's answer to the worklist
 * @param stages milliseconds of each stage of a study
 * @param ingestMeans the front door's own mean milliseconds by step
 * @param cpuMillis processor time per study by process, milliseconds of one core
 */
public record PhaseResult(
    String name,
    double offeredPerSecond,
    int acknowledged,
    int missing,
    double studiesPerSecond,
    Distribution toWorklist,
    Map<String, Distribution> stages,
    Map<String, Double> ingestMeans,
    Map<String, Double> cpuMillis) {

  /** Stages of a study in their order; publish ends when the worklist has announced it. */
  static Map<String, Distribution> stages(List<StudyTimes> studies) {
    Map<String, Distribution> stages = new LinkedHashMap<>();
    stages.put(
        "upload",
        Distribution.of(
            studies.stream().map(s -> StudyTimes.millis(s.due(), s.acknowledged())).toList()));
    stages.put("assemble", ofEvent(studies, e -> between(e.getReceivedAt(), e.getReadyAt())));
    stages.put("queue", ofTimes(studies, StageTimes::getQueue));
    stages.put("fetch", ofTimes(studies, StageTimes::getFetch));
    stages.put("preprocess", ofTimes(studies, StageTimes::getPreprocess));
    stages.put("compute", ofTimes(studies, StageTimes::getCompute));
    stages.put("publish", publish(studies));
    return stages;
  }

  private static Distribution ofEvent(
      List<StudyTimes> studies, Function<StudyScored, Double> time) {
    return Distribution.of(studies.stream().flatMap(s -> s.scored().stream()).map(time).toList());
  }

  private static Distribution ofTimes(List<StudyTimes> studies, Function<StageTimes, Double> time) {
    return ofEvent(studies, event -> time.apply(event.getTimes()));
  }

  private static Distribution publish(List<StudyTimes> studies) {
    List<Double> times = new ArrayList<>();
    for (StudyTimes study : studies) {
      if (study.scored().isPresent() && study.listed().isPresent()) {
        times.add(between(study.scored().get().getScoredAt(), study.listed().get()));
      }
    }
    return Distribution.of(times);
  }

  private static double between(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }

  /**
   * Studies per second that reached the worklist while studies were being sent: the start, when the
   * pipeline fills, and the end, when it empties, are left out.
   *
   * @param head arrivals that fill the pipeline
   */
  static double throughput(List<StudyTimes> studies, int head) {
    Instant lastSent =
        studies.stream().map(StudyTimes::acknowledged).max(Instant::compareTo).orElseThrow();
    List<Instant> arrivals =
        studies.stream()
            .flatMap(s -> s.listed().stream())
            .filter(at -> !at.isAfter(lastSent))
            .sorted()
            .toList();
    if (arrivals.size() < head + 2) {
      return 0;
    }
    Instant first = arrivals.get(head);
    int counted = arrivals.size() - head - 1;
    return counted / (between(first, arrivals.getLast()) / 1e3);
  }
}
