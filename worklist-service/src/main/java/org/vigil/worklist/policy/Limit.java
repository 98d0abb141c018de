package org.vigil.worklist.policy;

/** The score from which a finding counts. */
public sealed interface Limit {

  /** The value to compare with, for a score that came with {@code threshold}. */
  double against(double threshold);

  /** The operating point that the score itself came with. */
  record OperatingPoint() implements Limit {
    @Override
    public double against(double threshold) {
      return threshold;
    }
  }

  /**
   * A value of the policy's own.
   *
   * @param value 0 to 1
   */
  record AtLeast(double value) implements Limit {
    public AtLeast {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("atLeast is operating-point or a number from 0 to 1");
      }
    }

    @Override
    public double against(double threshold) {
      return value;
    }
  }
}
