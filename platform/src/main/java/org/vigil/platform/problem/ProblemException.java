package org.vigil.platform.problem;

import java.time.Duration;
import java.util.Optional;

/** Ends a request with a {@link Problem}. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Optional<Duration> retryAfter;

  private ProblemException(Problem problem, Optional<Duration> retryAfter) {
    super(problem.title() + ": " + problem.detail());
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  public ProblemException(Problem problem) {
    this(problem, Optional.empty());
  }

  /** Not now, but later: 503 with Retry-After. */
  public static ProblemException unavailable(String what, Duration retryAfter) {
    Problem problem =
        Problem.of(
            503,
            "unavailable",
            "Not available now",
            what + " Nothing was taken; send it again later.");
    return new ProblemException(problem, Optional.of(retryAfter));
  }

  /** More than the sender may send: 429 with Retry-After. */
  public static ProblemException tooMany(String what, Duration retryAfter) {
    Problem problem =
        Problem.of(429, "too-many", "Too many", what + " Nothing was taken; send it again later.");
    return new ProblemException(problem, Optional.of(retryAfter));
  }

  public Problem problem() {
    return problem;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
