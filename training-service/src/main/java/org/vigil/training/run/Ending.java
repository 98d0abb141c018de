package org.vigil.training.run;

/** How an engine's work on a job ended. */
public sealed interface Ending {

  /** All results are in the folder. */
  record Done() implements Ending {}

  /** The job cannot be done; why. */
  record Refused(String reason) implements Ending {}

  /** It took more than it may; what. */
  record OverBudget(String reason) implements Ending {}

  /** It ended by itself, unasked: worth another try from the checkpoint. */
  record Crashed(String reason) implements Ending {}

  /** We ended it. */
  record Stopped() implements Ending {}
}
