package org.vigil.inference.archive;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what became of the archive's studies, and says how many are left. Thread-safe. */
final class ArchiveMetrics {
  private final MeterRegistry registry;
  private final Map<String, AtomicLong> left = new ConcurrentHashMap<>();

  ArchiveMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void counted(String slot, ArchiveOutcome outcome) {
    String word =
        switch (outcome) {
          case ArchiveOutcome.Embedded e -> "embedded";
          case ArchiveOutcome.Needless n -> "needless";
          case ArchiveOutcome.Silent s -> "silent";
          case ArchiveOutcome.Postponed p -> "postponed";
        };
    registry
        .counter("vigil_inference_archive_studies_total", "slot", slot, "outcome", word)
        .increment();
  }

  /**
   * @param records that a bundle of the slot has still to be shown, by this instance
   */
  void left(String slot, long records) {
    left.computeIfAbsent(
            slot,
            s ->
                registry.gauge(
                    "vigil_inference_archive_left_records", Tags.of("slot", s), new AtomicLong()))
        .set(records);
  }
}
