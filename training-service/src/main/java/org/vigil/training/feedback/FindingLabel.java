package org.vigil.training.feedback;

/**
 * How readers voted on one finding of a case.
 *
 * @param present readers who say that it is there
 * @param absent readers who say that it is not
 */
public record FindingLabel(int present, int absent) {
  static final FindingLabel NONE = new FindingLabel(0, 0);

  FindingLabel and(boolean another) {
    return another ? new FindingLabel(present + 1, absent) : new FindingLabel(present, absent + 1);
  }

  /** Whether more readers say one thing than the other. */
  public boolean decided() {
    return present != absent;
  }

  /** What most readers say; only where {@link #decided}. */
  public boolean majority() {
    return present > absent;
  }

  /** Share of the readers who say that it is there, 0 to 1: the target that a network learns. */
  public double share() {
    return (double) present / (present + absent);
  }
}
