package org.vigil.models.training;

/** Which mean of the weights in the course of training is kept beside them. */
public sealed interface Averaging {

  /** None. */
  record None() implements Averaging {}

  /**
   * An exponential mean over the steps, running statistics included; validated and kept instead of
   * the weights themselves (Polyak and Juditsky 1992).
   *
   * @param decay memory, such as 0.999
   */
  record Exponential(double decay) implements Averaging {
    public Exponential {
      if (!(decay > 0 && decay < 1)) {
        throw new IllegalArgumentException("a decay of " + decay);
      }
    }
  }

  /**
   * The plain mean over the ends of epochs (Izmailov et al. 2018, algorithm 1). After the last
   * epoch its batch-norm statistics are estimated anew and it is validated as one more epoch.
   *
   * @param firstEpoch from 0, the first that counts
   */
  record Stochastic(int firstEpoch) implements Averaging {
    public Stochastic {
      if (firstEpoch < 0) {
        throw new IllegalArgumentException("averaging from epoch " + firstEpoch);
      }
    }
  }
}
