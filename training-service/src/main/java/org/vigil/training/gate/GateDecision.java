package org.vigil.training.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the gate decided on a bundle, with its numbers.
 *
 * @param id names it; later decisions have later names
 * @param digest of the bundle
 * @param reference digest of the bundle that was active and that it was compared with
 * @param dataSet SHA-256 of the data set
 * @param run that made the numbers
 * @param author who asked for the run
 * @param checks every rule that was applied
 */
public record GateDecision(
    String id,
    String slot,
    String version,
    String digest,
    Optional<String> reference,
    String dataSet,
    String run,
    String author,
    Instant at,
    GateOutcome outcome,
    List<GateCheck> checks) {

  /** The first rule that stands in the way, in words. */
  public String obstacle() {
    return checks.stream()
        .filter(check -> check.outcome() == outcome)
        .map(GateCheck::words)
        .findFirst()
        .orElse("no rule was applied");
  }
}
