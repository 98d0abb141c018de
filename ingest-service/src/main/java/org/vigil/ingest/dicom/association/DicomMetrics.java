package org.vigil.ingest.dicom.association;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.vigil.ingest.dicom.dimse.Status;
import org.vigil.ingest.dicom.upperlayer.AbortCause;

/** What the DICOM door counts (docs/dicom.md). Thread-safe. */
public final class DicomMetrics {
  private final MeterRegistry registry;

  public DicomMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void open(IntSupplier associations) {
    registry.gauge("vigil_dicom_associations_open", associations, IntSupplier::getAsInt);
  }

  void rejected() {
    ended("rejected");
  }

  void released() {
    ended("released");
  }

  void aborted(AbortCause cause) {
    ended("aborted-" + word(cause));
  }

  private void ended(String outcome) {
    registry.counter("vigil_dicom_associations_total", "outcome", outcome).increment();
  }

  /** An instance was answered. */
  public void stored(Status status) {
    registry.counter("vigil_dicom_instances_total", "status", word(status)).increment();
  }

  /** A SOP Instance UID came with other bytes than before. */
  public void conflict() {
    registry.counter("vigil_dicom_conflicts_total").increment();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
