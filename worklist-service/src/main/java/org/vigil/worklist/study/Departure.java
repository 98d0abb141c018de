package org.vigil.worklist.study;

import java.time.Instant;

/**
 * What stays of a study after it left the worklist: enough to tell an event that was there before
 * from something new.
 *
 * @param revision the highest revision that was known when it left
 * @param readAt when a reader read it
 * @param leftAt when it left
 */
public record Departure(int revision, Instant readAt, Instant leftAt) {
  /** Later than any event. */
  private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

  /** The departure of a study that was erased: whatever comes of it, it covers. */
  public static Departure erased(Instant leftAt) {
    return new Departure(Integer.MAX_VALUE, NEVER, leftAt);
  }

  /**
   * The departure of a study that was read; a study may leave more than once.
   *
   * @throws java.util.NoSuchElementException if it still waits for a reader
   */
  public static Departure of(StudyEntry entry, int earlierRevision, Instant leftAt) {
    int verdicts = entry.verdicts().stream().mapToInt(Verdict::revision).max().orElse(0);
    int facts = entry.facts().map(StudyFacts::revision).orElse(0);
    int revision = Math.max(earlierRevision, Math.max(verdicts, facts));
    return new Departure(revision, entry.readAt().orElseThrow(), leftAt);
  }

  /**
   * Whether the reader had all of this before him. A sender that forgot the study too counts its
   * revisions from 1 again: what became ready after the verdict is new whatever its number.
   *
   * @param said the study as a single event describes it
   */
  public boolean covers(StudyEntry said) {
    boolean facts =
        said.facts()
            .map(f -> f.revision() <= revision && !f.readyAt().isAfter(readAt))
            .orElse(true);
    return facts && said.verdicts().stream().allMatch(v -> v.revision() <= revision);
  }
}
