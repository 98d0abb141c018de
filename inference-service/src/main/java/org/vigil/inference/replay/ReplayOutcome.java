package org.vigil.inference.replay;

import java.util.List;

/** What became of recomputing one model's recorded word on a study. */
public sealed interface ReplayOutcome {

  /**
   * Everything came out as recorded.
   *
   * @param worst the largest difference of a number
   */
  record Same(double worst) implements ReplayOutcome {}

  /**
   * @param differences for people, one for each number or word that is another
   */
  record Different(List<String> differences) implements ReplayOutcome {}

  /** Nothing could be compared, and this is why. */
  record Impossible(String why) implements ReplayOutcome {}
}
