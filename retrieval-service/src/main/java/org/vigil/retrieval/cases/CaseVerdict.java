package org.vigil.retrieval.cases;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
 * @param withdrawn the reader took back what they had said, and says nothing in its stead
 */
public record CaseVerdict(
    String verdictId,
    Optional<String> diagnosis,
    Map<String, Boolean> findings,
    Instant givenAt,
    boolean withdrawn) {

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
        event.getGivenAt(),
        event.getWithdrawn());
  }

  /**
   * What the case turned out to be, for counting: the diagnosis, else the findings confirmed, else
   * that some were asked about and none was there, else that the reader used other words.
   */
  @JsonIgnore
  public String label() {
    return diagnosis
        .map(text -> text.strip().replaceAll("\\s+", " "))
        .filter(text -> !text.isEmpty())
        .orElseGet(
            () -> {
              String present = String.join(" + ", present());
              if (!present.isEmpty()) {
                return present;
              }
              return findings.isEmpty() ? "in other words" : "none of the findings asked about";
            });
  }

  /** The findings confirmed as present. */
  @JsonIgnore
  public List<String> present() {
    return findings.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }

  CaseVerdict later(CaseVerdict other) {
    return BY_TIME.compare(this, other) >= 0 ? this : other;
  }
}
