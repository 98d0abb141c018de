package org.vigil.inference.flow;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.vigil.inference.study.StudyResult;
import org.vigil.schemas.word.Words;

/** Counts and times what the stream scores. */
public final class FlowMetrics {
  private final MeterRegistry registry;
  private final DistributionSummary batchSize;
  private final Timer publish;
  private final AtomicInteger queued;

  public FlowMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.batchSize =
        DistributionSummary.builder("vigil_inference_batch_studies").register(registry);
    this.publish = Timer.builder("vigil_inference_publish_seconds").register(registry);
    this.queued = registry.gauge("vigil_inference_queued_studies", new AtomicInteger());
  }

  void queued(int studies) {
    queued.set(studies);
  }

  void published(List<StudyResult> results, long nanos) {
    publish.record(nanos, TimeUnit.NANOSECONDS);
    batchSize.record(results.size());
    results.forEach(this::count);
  }

  private void count(StudyResult result) {
    switch (result) {
      case StudyResult.Answered answered -> {
        studies("scored", "none");
        stage("queue", answered.queueMillis());
        stage("fetch", answered.prepared().fetchMillis());
        stage("preprocess", answered.prepared().prepareMillis());
        stage("compute", answered.computeMillis());
      }
      case StudyResult.Unanswered unanswered -> studies("abstained", Words.of(unanswered.reason()));
    }
  }

  private void studies(String outcome, String reason) {
    registry
        .counter("vigil_inference_studies_total", "outcome", outcome, "reason", reason)
        .increment();
  }

  private void stage(String stage, double millis) {
    Timer.builder("vigil_inference_stage_seconds")
        .tag("stage", stage)
        .publishPercentileHistogram()
        .register(registry)
        .record((long) (millis * 1e6), TimeUnit.NANOSECONDS);
  }
}
