package org.vigil.retrieval.http;

import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;

/** What requests are refused with. The words of a request are not repeated. */
final class Refusals {
  private Refusals() {}

  /** A parameter or field that makes no sense, or that there is not. */
  static ProblemException parameter(String name, String detail) {
    return new ProblemException(
        Problem.of(400, "invalid-parameter", "A parameter makes no sense", detail).about(name));
  }

  /** A filter names something that no case has. */
  static ProblemException value(String name) {
    return new ProblemException(
        Problem.of(
                400,
                "unknown-value",
                "No case has this value",
                "No case that may be seen has this " + name + "; it may be mistyped.")
            .about(name));
  }

  static ProblemException vector(String detail) {
    return new ProblemException(
        Problem.of(400, "invalid-vector", "Not a usable vector", detail).about("vector"));
  }

  static ProblemException space(String detail) {
    return new ProblemException(
        Problem.of(404, "space-unknown", "No such embedding space", detail).about("space"));
  }

  static ProblemException study() {
    return new ProblemException(
        Problem.of(
            404,
            "study-unknown",
            "No such study",
            "No score and no verdict of this study has come here yet, or it was erased."));
  }

  static ProblemException body(String detail) {
    return new ProblemException(Problem.of(400, "body-malformed", "Not a readable search", detail));
  }
}
