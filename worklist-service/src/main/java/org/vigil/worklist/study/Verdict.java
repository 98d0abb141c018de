package org.vigil.worklist.study;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigil.schemas.event.FindingVerdict;
import org.vigil.schemas.event.VerdictGiven;

/**
 * What a reader confirmed.
 *
 * @param revision the study revision that the reader saw
 * @param amends VerdictId of the same reader's earlier verdict that this one replaces
 * @param withdrawn the reader took back what they had said, and says nothing in its stead
 */
public record Verdict(
    String verdictId,
    int revision,
    String reader,
    Optional<String> diagnosis,
    List<Finding> findings,
    Optional<String> note,
    Instant givenAt,
    Optional<String> amends,
    boolean withdrawn) {
  public Verdict {
    findings = List.copyOf(findings);
  }

  /** A reader's word on one finding. */
  public record Finding(String finding, boolean present) {
    private static Finding of(FindingVerdict event) {
      return new Finding(event.getFinding(), event.getPresent());
    }
  }

  public static Verdict of(VerdictGiven event) {
    return new Verdict(
        event.getVerdictId(),
        event.getRevision(),
        event.getReader(),
        Optional.ofNullable(event.getDiagnosis()),
        event.getFindings().stream().map(Finding::of).toList(),
        Optional.ofNullable(event.getNote()),
        event.getGivenAt(),
        Optional.ofNullable(event.getAmends()),
        event.getWithdrawn());
  }

  /** Whether this says what another says, whenever and under whatever id. */
  public boolean saysTheSameAs(Verdict other) {
    return revision == other.revision
        && reader.equals(other.reader)
        && diagnosis.equals(other.diagnosis)
        && findings.equals(other.findings)
        && note.equals(other.note)
        && withdrawn == other.withdrawn;
  }
}
