package org.vigil.worklist.service;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.vigil.platform.metric.BoundedLabel;
import org.vigil.worklist.study.FindingResult;
import org.vigil.worklist.study.ModelWord;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.study.Verdict;
import org.vigil.worklist.view.ViewListener;

/**
 * Counts, as verdicts come, how a model's findings agree with the readers' ({@code
 * vigil_worklist_verdict_findings_total}) and what the scores of those findings were ({@code
 * vigil_worklist_verdict_scores}): observed over expected findings is calibration in the large.
 * Only a reader's first verdict on a study counts, and only findings that both spoke about; a
 * verdict about an earlier revision than the model's is about other pictures. Every instance counts
 * every verdict: take the maximum over instances, not the sum. Thread-safe.
 */
final class VerdictMetrics implements ViewListener {
  private final MeterRegistry registry;
  private final BooleanSupplier live;
  private final BoundedLabel sites = BoundedLabel.ofSites();

  /**
   * @param live whether what changes now also happened now; replays are not counted
   */
  VerdictMetrics(MeterRegistry registry, BooleanSupplier live) {
    this.registry = registry;
    this.live = live;
  }

  @Override
  public void changed(Optional<StudyEntry> before, StudyEntry after) {
    if (!live.getAsBoolean() || after.facts().isEmpty()) {
      return;
    }
    List<Verdict> known = before.map(StudyEntry::verdicts).orElse(List.of());
    after.verdicts().stream()
        .filter(verdict -> !known.contains(verdict) && verdict.amends().isEmpty())
        .forEach(verdict -> count(after, verdict));
  }

  private void count(StudyEntry study, Verdict verdict) {
    if (study.word().orElse(null) instanceof ModelWord.Scores scores
        && scores.revision() == verdict.revision()) {
      String site = sites.of(study.facts().orElseThrow().site());
      Map<String, FindingResult> scored = new HashMap<>();
      scores.findings().forEach(result -> scored.put(result.finding(), result));
      verdict.findings().stream()
          .filter(said -> scored.containsKey(said.finding()))
          .forEach(said -> count(site, scored.get(said.finding()), said.present()));
    }
  }

  private void count(String site, FindingResult result, boolean present) {
    String finding = result.finding();
    String model = word(result.score() >= result.threshold());
    registry
        .counter(
            "vigil_worklist_verdict_findings_total",
            "site",
            site,
            "finding",
            finding,
            "model",
            model,
            "reader",
            word(present))
        .increment();
    DistributionSummary.builder("vigil_worklist_verdict_scores")
        .tags("site", site, "finding", finding)
        .register(registry)
        .record(result.score());
  }

  private static String word(boolean present) {
    return present ? "present" : "absent";
  }
}
