package org.vigil.platform.access;

import java.time.Instant;
import java.util.Optional;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;

/** Says who asks. Thread-safe; to be asked on a thread that serves a request. */
public interface Callers {

  /** Who sent the request that is being served. */
  Caller current();

  /** Whether callers have to say who they are; where not, each is {@link Caller#LOCAL}. */
  boolean signOn();

  /** The caller's token, to ask another service in the caller's name; empty with sign-on off. */
  Optional<String> bearer();

  /** Until when the caller's token is good; empty with sign-on off. */
  Optional<Instant> until();

  /**
   * The name that stands under what the caller says. With sign-on off it is the name that the
   * caller gives.
   *
   * @throws ProblemException 403 for another's name
   */
  default Optional<String> signature(Optional<String> given) {
    if (!signOn()) {
      return given;
    }
    String own = current().name();
    boolean foreign =
        given.map(String::strip).filter(n -> !n.isEmpty() && !n.equals(own)).isPresent();
    if (foreign) {
      throw new ProblemException(
          Problem.of(
              403, "not-your-name", "Not your name", "You have signed on under another name."));
    }
    return Optional.of(own);
  }
}
