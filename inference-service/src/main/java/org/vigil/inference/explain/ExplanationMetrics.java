package org.vigil.inference.explain;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.function.Supplier;
import org.vigil.inference.explain.Explanation.Occasion;

/** Counts heat maps by what became of them, and times the making of one. Thread-safe. */
public final class ExplanationMetrics {
  private final MeterRegistry registry;
  private final Timer making;

  public ExplanationMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.making =
        Timer.builder("vigil_inference_explanation_seconds")
            .publishPercentileHistogram()
            .register(registry);
  }

  /**
   * @param outcome made; full or late (dropped); gone (the bundle or picture); failed
   */
  void counted(Occasion occasion, String outcome) {
    registry
        .counter(
            "vigil_inference_explanations_total",
            "occasion",
            occasion.name().toLowerCase(Locale.ROOT),
            "outcome",
            outcome)
        .increment();
  }

  <T> T timed(Supplier<T> work) {
    return making.record(work);
  }
}
