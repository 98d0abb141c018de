package org.vigil.training.feedback;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigil.schemas.event.VerdictGiven;

/**
 * The last word of one reader on one case. Free text stays with the worklist.
 *
 * @param reader who
 * @param diagnosis the reader's own words for it
 * @param findings present or absent by name
 * @param givenAt when
 * @param withdrawn whether the reader took it back; it says nothing then
 */
public record ReaderVerdict(
    String reader,
    Optional<String> diagnosis,
    Map<String, Boolean> findings,
    Instant givenAt,
    boolean withdrawn) {

  static ReaderVerdict of(VerdictGiven event) {
    Map<String, Boolean> findings = new TreeMap<>();
    event.getFindings().forEach(f -> findings.put(f.getFinding(), f.getPresent()));
    return new ReaderVerdict(
        event.getReader(),
        Optional.ofNullable(event.getDiagnosis()),
        event.getWithdrawn() ? Map.of() : findings,
        event.getGivenAt(),
        event.getWithdrawn());
  }
}
