package org.vigil.training.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigil.schemas.word.Words;
import org.vigil.training.feedback.CaseParts;
import org.vigil.training.feedback.FindingLabel;
import org.vigil.training.feedback.LabelledCase;

/**
 * The pool in numbers.
 *
 * @param cases labelled ones
 * @param parts cases by part
 * @param findings how often most readers call a finding present, absent, or disagree
 * @param lastVerdict when the newest was given
 */
public record PoolView(
    int cases,
    Map<String, Integer> parts,
    Map<String, Votes> findings,
    Optional<Instant> lastVerdict) {

  /**
   * @param present cases
   * @param absent cases
   * @param undecided cases in which as many readers say yes as no
   */
  public record Votes(int present, int absent, int undecided) {
    Votes and(FindingLabel label) {
      if (!label.decided()) {
        return new Votes(present, absent, undecided + 1);
      }
      return label.majority()
          ? new Votes(present + 1, absent, undecided)
          : new Votes(present, absent + 1, undecided);
    }
  }

  /**
   * A case.
   *
   * @param part what it is used for
   * @param readers how many verdicts stand
   * @param findings votes by finding
   * @param shown slot/version of the bundle whose scores readers saw
   * @param shadow slot/version of the bundle that scored in the shadow
   */
  public record CaseView(
      String studyId,
      String kind,
      String site,
      String part,
      long readers,
      Map<String, FindingLabel> findings,
      Optional<String> shown,
      Optional<String> shadow) {

    static CaseView of(LabelledCase labelled, CaseParts parts) {
      LabelledCase.Facts facts = labelled.facts().orElseThrow();
      return new CaseView(
          labelled.studyId(),
          facts.kind(),
          facts.site(),
          Words.of(parts.of(labelled)),
          labelled.verdicts().values().stream().filter(v -> !v.withdrawn()).count(),
          labelled.labels(),
          labelled.shown().map(word -> word.slot() + "/" + word.version()),
          labelled.shadow().map(word -> word.slot() + "/" + word.version()));
    }
  }

  static PoolView of(List<LabelledCase> cases, CaseParts parts) {
    Map<String, Integer> byPart = new TreeMap<>();
    Map<String, Votes> findings = new TreeMap<>();
    for (LabelledCase labelled : cases) {
      byPart.merge(Words.of(parts.of(labelled)), 1, Integer::sum);
      labelled
          .labels()
          .forEach(
              (finding, label) ->
                  findings.put(
                      finding, findings.getOrDefault(finding, new Votes(0, 0, 0)).and(label)));
    }
    Optional<Instant> last =
        cases.stream().flatMap(c -> c.lastVerdict().stream()).max(Instant::compareTo);
    return new PoolView(cases.size(), byPart, findings, last);
  }
}
