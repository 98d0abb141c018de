package org.vigil.training.run;

import java.time.Instant;

/**
 * A run as it is kept.
 *
 * @param id its name
 * @param request what was asked for
 * @param askedAt when
 * @param state where it is
 */
public record Run(RunId id, RunRequest request, Instant askedAt, RunState state) {
  public Run in(RunState next) {
    return new Run(id, request, askedAt, next);
  }
}
