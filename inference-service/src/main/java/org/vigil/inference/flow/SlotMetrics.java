package org.vigil.inference.flow;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.vigil.inference.model.ModelDirectory;

/**
 * Shows for each slot that a routing rule leads to whether it has an active model ({@code
 * vigil_inference_slot_active}) and whether its newest promotion could not be brought into force
 * ({@code vigil_inference_slot_trouble}); 1 or 0.
 */
final class SlotMetrics {
  private SlotMetrics() {}

  static void register(MeterRegistry registry, ModelDirectory models, Collection<String> slots) {
    for (String slot : new TreeSet<>(slots)) {
      gauge(registry, "vigil_inference_slot_active", slot, () -> isActive(models, slot));
      gauge(
          registry,
          "vigil_inference_slot_trouble",
          slot,
          () -> models.troubles().containsKey(slot));
    }
  }

  private static boolean isActive(ModelDirectory models, String slot) {
    var hosted = models.slots().get(slot);
    return hosted != null && hosted.active().isPresent();
  }

  private static void gauge(
      MeterRegistry registry, String name, String slot, BooleanSupplier value) {
    Gauge.builder(name, () -> value.getAsBoolean() ? 1 : 0).tag("slot", slot).register(registry);
  }
}
