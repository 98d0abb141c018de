package org.vigil.worklist.verdict;

import java.util.List;
import java.util.Optional;

/**
 * A verdict as a client sends it, not yet looked at.
 *
 * @param revision the study revision that the reader saw; the latest if absent
 */
public record VerdictRequest(
    Optional<String> reader,
    Optional<String> diagnosis,
    Optional<List<Finding>> findings,
    Optional<String> note,
    Optional<Integer> revision) {

  /** The same verdict under a reader's name. */
  public VerdictRequest by(Optional<String> name) {
    return new VerdictRequest(name, diagnosis, findings, note, revision);
  }

  /** One finding as a client sends it. */
  public record Finding(Optional<String> finding, Optional<Boolean> present) {}
}
