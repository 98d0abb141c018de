package org.vigil.inference.flow;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import org.vigil.inference.model.HostedModel;
import org.vigil.inference.study.StudyResult;
import org.vigil.models.bundle.BundleManifest;

/**
 * Counts the scores of each finding, site and bundle in ten bins of equal width ({@code
 * vigil_inference_scores_total}), so that the population stability index between two stretches of
 * time can be had from the counters of all instances together (deploy/prometheus/rules/drift.yml).
 * Counts only published results of the model that is shown. Thread-safe.
 */
final class ScoreMetrics {
  private static final int BINS = 10;

  private final MeterRegistry registry;

  ScoreMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void answered(StudyResult.Answered result, String site) {
    HostedModel model = result.prepared().lease().shown();
    List<BundleManifest.Finding> findings = model.scorer().bundle().manifest().findings();
    for (int i = 0; i < findings.size(); i++) {
      count(model, findings.get(i).name(), site, result.probability(i));
    }
  }

  private void count(HostedModel model, String finding, String site, double score) {
    registry
        .counter(
            "vigil_inference_scores_total",
            "slot",
            model.ref().getSlot(),
            "bundle",
            model.ref().getVersion(),
            "finding",
            finding,
            "site",
            site,
            "bin",
            bin(score))
        .increment();
  }

  /**
   * The lower edge of the score's bin, {@code 0.0} to {@code 0.9}.
   *
   * @param score a probability; what lies outside counts with the nearest bin
   */
  static String bin(double score) {
    int index = Math.clamp((long) Math.floor(score * BINS), 0, BINS - 1);
    return String.format(Locale.ROOT, "%.1f", (double) index / BINS);
  }
}
