package org.vigil.worklist.policy;

/**
 * Keeps the strongest of what the rules said: the most urgent first, then what lies furthest above
 * (or least below) its limit. Not thread-safe.
 */
final class RuleOutcomes {
  private Assessment best;
  private double bestMargin;

  void add(Assessment assessment, double margin) {
    boolean better =
        best == null
            || severity(assessment) < severity(best)
            || (severity(assessment) == severity(best) && margin > bestMargin);
    if (better) {
      best = assessment;
      bestMargin = margin;
    }
  }

  /** Urgent goes before unassessed here: it tells the reader more, and waits in the same class. */
  private static int severity(Assessment assessment) {
    return assessment.urgency().ordinal();
  }

  Assessment strongest() {
    return best;
  }
}
