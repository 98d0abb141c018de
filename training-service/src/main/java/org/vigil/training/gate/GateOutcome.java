package org.vigil.training.gate;

/** What the gate says of a rule, or of all. */
public enum GateOutcome {
  /** Shown to be within the bound. */
  PASSED,
  /** Too few cases, or too wide an interval, to say; not a pass. */
  UNDECIDED,
  /** Beyond the bound. */
  REFUSED;

  GateOutcome and(GateOutcome other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
