package org.vigil.worklist.study;

import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;

/** The answer to whoever asks for a study that the worklist does not have. */
public final class UnknownStudy {
  private UnknownStudy() {}

  /** 404 {@code unknown-study}. */
  public static ProblemException problem() {
    return problem("No study on the worklist has this StudyId.");
  }

  /** The same in other words. */
  public static ProblemException problem(String detail) {
    return new ProblemException(Problem.of(404, "unknown-study", "Unknown study", detail));
  }
}
