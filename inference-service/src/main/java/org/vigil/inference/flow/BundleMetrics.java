package org.vigil.inference.flow;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.vigil.inference.model.SlotModels;
import org.vigil.inference.study.ScoredEvent;
import org.vigil.inference.study.StudyResult;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.FindingScore;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyScored;

/**
 * Compares the bundles of a slot while they work: how many studies each scored as active, canary or
 * shadow, how long their passes took, and how often a shadow falls on the other side of its
 * threshold than the model that was shown.
 *
 * <p>The meters of a version go with the next study after its slot has let go of it, so that labels
 * stay bounded. Thread-safe.
 */
public final class BundleMetrics {
  private final MeterRegistry registry;
  private final Supplier<Map<String, SlotModels>> slots;
  private final Clock clock;
  private final Set<BundleRef> known = ConcurrentHashMap.newKeySet();

  /**
   * @param slots what is hosted now
   * @param clock the day whose thresholds are in force
   */
  public BundleMetrics(
      MeterRegistry registry, Supplier<Map<String, SlotModels>> slots, Clock clock) {
    this.registry = registry;
    this.slots = slots;
    this.clock = clock;
  }

  void scored(StudyResult.Answered result) {
    forgetRetired();
    StudyScored event = ScoredEvent.of(result, clock.instant());
    Scored shown = (Scored) event.getOutcome();
    boolean canary = result.prepared().lease().canary();
    worked(shown, canary ? "canary" : "active", result.computeMillis());
    if (event.getShadow() != null) {
      Scored shadow = event.getShadow();
      worked(shadow, "shadow", result.shadow().orElseThrow().computeMillis());
      compare(shown, shadow);
    }
  }

  private void worked(Scored scored, String part, double computeMillis) {
    known.add(scored.getBundle());
    Tags tags = tags(scored.getBundle()).and("part", part);
    registry.counter("vigil_inference_bundle_studies_total", tags).increment();
    Timer.builder("vigil_inference_bundle_compute_seconds")
        .tags(tags)
        .publishPercentileHistogram()
        .register(registry)
        .record(Duration.ofNanos(Math.round(computeMillis * 1e6)));
  }

  /** By the findings that both know. */
  private void compare(Scored shown, Scored shadow) {
    Map<String, FindingScore> others =
        shadow.getFindings().stream().collect(Collectors.toMap(FindingScore::getFinding, f -> f));
    Tags pair = tags(shadow.getBundle()).and("shown", shown.getBundle().getVersion());
    for (FindingScore own : shown.getFindings()) {
      FindingScore other = others.get(own.getFinding());
      if (other != null) {
        boolean agree = reached(own) == reached(other);
        registry
            .counter(
                "vigil_inference_shadow_findings_total", pair.and("agrees", agree ? "yes" : "no"))
            .increment();
        registry
            .summary("vigil_inference_shadow_difference_ratio", pair)
            .record(Math.abs(own.getScore() - other.getScore()));
      }
    }
  }

  private static boolean reached(FindingScore finding) {
    return finding.getScore() >= finding.getThreshold();
  }

  private static Tags tags(BundleRef bundle) {
    return Tags.of("slot", bundle.getSlot(), "version", bundle.getVersion());
  }

  /**
   * Studies that were leased before a swap may bring a retired version back until the next swap.
   */
  private void forgetRetired() {
    Set<BundleRef> hosted = new HashSet<>();
    slots.get().values().forEach(slot -> slot.all().forEach(model -> hosted.add(model.ref())));
    for (BundleRef bundle : List.copyOf(known)) {
      if (!hosted.contains(bundle) && !hosted.isEmpty()) {
        known.remove(bundle);
        registry.getMeters().stream()
            .filter(meter -> speaksOf(meter, bundle))
            .forEach(registry::remove);
      }
    }
  }

  private static boolean speaksOf(Meter meter, BundleRef bundle) {
    String version = bundle.getVersion();
    return bundle.getSlot().equals(meter.getId().getTag("slot"))
        && (version.equals(meter.getId().getTag("version"))
            || version.equals(meter.getId().getTag("shown")));
  }
}
