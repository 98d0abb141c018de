package org.vigil.worklist.whatif;

import java.time.Instant;
import java.util.List;

/**
 * What a candidate would have changed.
 *
 * @param from the first study that it scored as a shadow
 * @param until the end of the time looked at; studies that nobody had read waited until then
 * @param studies in that time
 * @param read of them by a reader
 * @param silent studies that the candidate gave no scores: unassessed in its replay
 * @param policy digest of the policy that both replays used
 * @param shown waits by the scores that were shown
 * @param candidate waits by the candidate's
 * @param findings by the findings that readers confirmed
 */
public record WhatIfReport(
    Instant from,
    Instant until,
    int studies,
    int read,
    int silent,
    String policy,
    Waits shown,
    Waits candidate,
    List<FindingChange> findings) {

  /** Minutes by which the longest wait would have been longer; below 0, shorter. */
  public double maximumChange() {
    return candidate.maximum() - shown.maximum();
  }
}
