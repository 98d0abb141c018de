package org.vigil.worklist.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.worklist.study.FindingResult;
import org.vigil.worklist.study.ModelWord;
import org.vigil.worklist.study.Placement;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.study.StudyFacts;
import org.vigil.worklist.study.Urgency;

/**
 * Decides how urgent a study is from what its sender and its model said. Immutable.
 *
 * @param digest SHA-256 (hex) of the policy file: its version, recorded with every placement
 * @param maxWaits longest wait per urgency
 * @param rules in the file's order
 */
public record TriagePolicy(String digest, MaxWaits maxWaits, List<FindingRule> rules) {
  public TriagePolicy {
    rules = List.copyOf(rules);
  }

  public Duration maxWait(Urgency urgency) {
    return maxWaits.of(urgency);
  }

  /** The findings that the policy has rules for. */
  public Set<String> findings() {
    Set<String> names = new LinkedHashSet<>();
    rules.forEach(rule -> names.add(rule.finding()));
    return names;
  }

  /**
   * The same study in the place that this policy gives it; unchanged while its facts are not known.
   */
  public StudyEntry place(StudyEntry entry) {
    if (entry.facts().isEmpty()) {
      return entry;
    }
    StudyFacts facts = entry.facts().get();
    Assessment said = assess(facts, entry.word());
    Instant dueAt = facts.receivedAt().plus(maxWait(said.urgency()));
    return entry.placed(new Placement(said.urgency(), said.reason(), dueAt, digest));
  }

  /** Sender's stat before everything; then the model's word; without a usable one, unassessed. */
  public Assessment assess(StudyFacts facts, Optional<ModelWord> word) {
    if (facts.stat()) {
      return new Assessment(Urgency.STAT, "sender says stat");
    }
    if (word.isEmpty()) {
      return new Assessment(Urgency.UNASSESSED, "no model word yet");
    }
    Assessment said =
        switch (word.get()) {
          case ModelWord.Silence silence ->
              new Assessment(Urgency.UNASSESSED, "abstained: " + silence.reason());
          case ModelWord.Scores scores -> ofScores(scores.findings());
        };
    if (word.get().revision() >= facts.revision()) {
      return said;
    }
    String later = "; revision %d has no model word yet".formatted(facts.revision());
    return new Assessment(said.urgency(), said.reason() + later);
  }

  private Assessment ofScores(List<FindingResult> findings) {
    if (findings.isEmpty()) {
      return new Assessment(Urgency.UNASSESSED, "the model gave no findings");
    }
    RuleOutcomes outcomes = new RuleOutcomes();
    findings.forEach(finding -> judge(finding, outcomes));
    return outcomes.strongest();
  }

  private void judge(FindingResult finding, RuleOutcomes outcomes) {
    if (!finding.isUsable()) {
      outcomes.add(
          new Assessment(Urgency.UNASSESSED, finding.finding() + ": score is no probability"), 0);
      return;
    }
    boolean known = false;
    for (FindingRule rule : rules) {
      if (rule.finding().equals(finding.finding())) {
        known = true;
        double limit = rule.limit().against(finding.threshold());
        boolean reached = finding.score() >= limit;
        outcomes.add(
            new Assessment(
                reached ? rule.urgency() : Urgency.ROUTINE, Comparison.say(finding, limit)),
            finding.score() - limit);
      }
    }
    if (!known) {
      outcomes.add(unlisted(finding), finding.score() - finding.threshold());
    }
  }

  /** A finding that the policy does not name must not pass for harmless when it is positive. */
  private static Assessment unlisted(FindingResult finding) {
    String said = Comparison.say(finding, finding.threshold());
    return finding.score() >= finding.threshold()
        ? new Assessment(Urgency.UNASSESSED, said + ", and the policy has no rule for it")
        : new Assessment(Urgency.ROUTINE, said);
  }
}
