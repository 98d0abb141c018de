package org.vigil.ingest.upload;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.vigil.ingest.quality.CaptureQuality;
import org.vigil.schemas.reason.RejectionReason;
import org.vigil.schemas.word.Words;

/** Counts uploads and times their stages. Thread-safe. */
public final class UploadMetrics {
  private final MeterRegistry registry;

  public UploadMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void accepted(int images) {
    registry
        .counter("vigil_ingest_images_total", "outcome", "accepted", "reason", "none")
        .increment(images);
  }

  void refused(RejectionReason reason) {
    registry
        .counter("vigil_ingest_images_total", "outcome", "rejected", "reason", Words.of(reason))
        .increment();
  }

  /** Counts what a photograph was complained of that was taken all the same. */
  void quality(CaptureQuality quality) {
    quality.measures().stream()
        .filter(measured -> measured.hint().isPresent())
        .forEach(
            measured ->
                registry
                    .counter("vigil_ingest_quality_hints_total", "measure", measured.measure())
                    .increment());
  }

  /** A picture may name somebody in its pixels. */
  void withheld() {
    registry.counter("vigil_ingest_burned_in_text_total").increment();
  }

  /** An image came after its study had been forgotten. */
  public void late() {
    registry.counter("vigil_ingest_late_images_total").increment();
  }

  /**
   * @param stage upload (from the head of a request to its last byte on disk), normalise, store or
   *     publish
   */
  void stage(String stage, long startNanos) {
    Timer.builder("vigil_ingest_stage_seconds")
        .tag("stage", stage)
        .publishPercentileHistogram()
        .register(registry)
        .record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
  }
}
