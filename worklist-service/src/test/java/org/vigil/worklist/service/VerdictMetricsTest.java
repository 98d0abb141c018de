package org.vigil.worklist.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigil.worklist.fixture.StudyEvents.NOON;
import static org.vigil.worklist.fixture.StudyEvents.abstained;
import static org.vigil.worklist.fixture.StudyEvents.scored;
import static org.vigil.worklist.fixture.StudyEvents.verdict;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.vigil.schemas.event.VerdictGiven;
import org.vigil.worklist.fixture.StudyEvents;
import org.vigil.worklist.study.StudyEntry;

class VerdictMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicBoolean live = new AtomicBoolean(true);
  private final VerdictMetrics metrics = new VerdictMetrics(registry, live::get);

  @Test
  void aVerdictIsCountedBesideWhatTheModelSaid() {
    StudyEntry missed = entry("a", 0.3);
    tell(missed, verdict("a", "dr-a", 1, NOON));
    StudyEntry found = entry("b", 0.9);
    tell(found, verdict("b", "dr-a", 1, NOON));
    assertEquals(1, counted("absent", "present"));
    assertEquals(1, counted("present", "present"));
    assertEquals(1.2, scores().totalAmount(), 1e-9);
    assertEquals(2, scores().count());
  }

  @Test
  void anAmendedVerdictIsNotCountedTwice() {
    StudyEntry first = tell(entry("a", 0.9), verdict("a", "dr-a", 1, NOON));
    VerdictGiven amended =
        VerdictGiven.newBuilder(verdict("a", "dr-a", 1, NOON.plusSeconds(5)))
            .setVerdictId("v-2")
            .setAmends("v-adr-a1")
            .build();
    tell(first, amended);
    assertEquals(1, counted("present", "present"));
  }

  @Test
  void whatIsReplayedAfterAStartIsNotCounted() {
    live.set(false);
    tell(entry("a", 0.9), verdict("a", "dr-a", 1, NOON));
    assertEquals(0, registry.getMeters().size());
  }

  @Test
  void aVerdictOnOtherPicturesThanTheModelsSaysNothingAboutTheModel() {
    tell(entry("a", 0.9), verdict("a", "dr-a", 2, NOON));
    StudyEntry silent =
        StudyEntry.unknown(StudyEvents.id("b")).scored(abstained("b", 1, NOON), NOON);
    tell(silent, verdict("b", "dr-a", 1, NOON));
    assertEquals(0, registry.getMeters().size());
  }

  private static StudyEntry entry(String name, double score) {
    return StudyEntry.unknown(StudyEvents.id(name)).scored(scored(name, NOON, score), NOON);
  }

  private StudyEntry tell(StudyEntry before, VerdictGiven verdict) {
    StudyEntry after = before.verdict(verdict);
    metrics.changed(Optional.of(before), after);
    return after;
  }

  private double counted(String model, String reader) {
    return registry
        .get("vigil_worklist_verdict_findings_total")
        .tags("site", "st-olav", "finding", "Pneumonia", "model", model, "reader", reader)
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private io.micrometer.core.instrument.DistributionSummary scores() {
    return registry.get("vigil_worklist_verdict_scores").summary();
  }
}
