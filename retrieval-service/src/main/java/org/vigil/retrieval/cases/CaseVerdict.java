package org.vigil.retrieval.cases;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigil.schemas.event.FindingVerdict;
import org.vigil.schemas.event.VerdictGiven;

/**
 * One reader's word on a study, without the free text, which may say who the patient is.
 *
 * @param verdictId names it
 * @param diagnosis in the reader's words, where they gave one
 * @param findings present or not, by name
 * @param givenAt when
 */
public record CaseVerdict(
    String verdictId, Optional<String> diagnosis, Map<String, Boolean> findings, Instant givenAt) {

  /** Later words stand above earlier ones; the id decides between words of the same instant. */
  public static final Comparator<CaseVerdict> BY_TIME =
      Comparator.comparing(CaseVerdict::givenAt).thenComparing(CaseVerdict::verdictId);

  public static CaseVerdict of(VerdictGiven event) {
    Map<String, Boolean> findings = new TreeMap<>();
    for (FindingVerdict finding : event.getFindings()) {
      findings.put(finding.getFinding(), finding.getPresent());
    }
    return new CaseVerdict(
        event.getVerdictId(),
        Optional.ofNullable(event.getDiagnosis()),
        findings,
        event.getGivenAt());
  }

  CaseVerdict later(CaseVerdict other) {
    return BY_TIME.compare(this, other) >= 0 ? this : other;
  }
}
