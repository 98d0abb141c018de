package org.vigil.inference.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.vigil.inference.study.StudyResult;
import org.vigil.platform.metric.BoundedLabel;
import org.vigil.schemas.word.Words;

/** Counts what became of the stream's studies, and times their stages. Thread-safe. */
public final class FlowMetrics {
  private final MeterRegistry registry;
  private final BundleMetrics bundles;
  private final DistributionSummary batchSize;
  private final Timer queue;
  private final Timer fetch;
  private final Timer preprocess;
  private final Timer compute;
  private final Timer publish;
  private final Counter deadLetters;
  private final BoundedLabel sites = BoundedLabel.ofSites();
  private final ScoreMetrics scores;

  /**
   * @param bundles told of every study that has scores
   */
  public FlowMetrics(MeterRegistry registry, BundleMetrics bundles) {
    this.registry = registry;
    this.bundles = bundles;
    this.batchSize =
        DistributionSummary.builder("vigil_inference_batch_studies").register(registry);
    this.queue = stage("queue");
    this.fetch = stage("fetch");
    this.preprocess = stage("preprocess");
    this.compute = stage("compute");
    this.publish = stage("publish");
    this.deadLetters = registry.counter("vigil_inference_dead_letters_total");
    this.scores = new ScoreMetrics(registry);
  }

  private Timer stage(String name) {
    return Timer.builder("vigil_inference_stage_seconds")
        .tag("stage", name)
        .publishPercentileHistogram()
        .register(registry);
  }

  /**
   * @param time that the transaction took
   */
  void published(List<StudyResult> results, Duration time) {
    batchSize.record(results.size());
    for (StudyResult result : results) {
      publish.record(time);
      count(result);
    }
  }

  /** Records that could not be read went to the dead letters. */
  void buried(int records) {
    deadLetters.increment(records);
  }

  private void count(StudyResult result) {
    String site = sites.of(result.prepared().study().getSite());
    switch (result) {
      case StudyResult.Answered answered -> {
        studies("scored", "none", site);
        scores.answered(answered, site);
        bundles.scored(answered);
        queue.record(millis(answered.queueMillis()));
        fetch.record(millis(answered.prepared().fetchMillis()));
        preprocess.record(millis(answered.prepared().prepareMillis()));
        compute.record(millis(answered.computeMillis()));
      }
      case StudyResult.Unanswered unanswered ->
          studies("abstained", Words.of(unanswered.reason()), site);
    }
  }

  private void studies(String outcome, String reason, String site) {
    registry
        .counter(
            "vigil_inference_studies_total", "outcome", outcome, "reason", reason, "site", site)
        .increment();
  }

  private static Duration millis(double millis) {
    return Duration.ofNanos(Math.round(millis * 1e6));
  }
}
