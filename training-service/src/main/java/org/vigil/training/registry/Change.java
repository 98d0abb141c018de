package org.vigil.training.registry;

import java.util.Optional;

/**
 * Somebody's wish to change what a slot uses.
 *
 * @param by who wishes it
 * @param reason why
 * @param expectedActive the version that they believe to be active; the wish is refused where it is
 *     not
 */
public record Change(String by, String reason, Optional<String> expectedActive) {

  /** A wish that does not depend on what is active. */
  public static Change by(String who, String reason) {
    return new Change(who, reason, Optional.empty());
  }
}
