package org.vigil.training.run;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.vigil.training.trainer.Job;

/**
 * What somebody wants trained or evaluated, checked and complete.
 *
 * @param task what
 * @param slot for which slot
 * @param bundle version to begin with or to evaluate; the slot's active one if empty
 * @param data what to learn from
 * @param recipe how to train
 * @param by who asks
 * @param reason why
 */
public record RunRequest(
    Job.Task task,
    String slot,
    Optional<String> bundle,
    Data data,
    Job.Recipe recipe,
    String by,
    String reason) {

  /**
   * Either an archive or the pool.
   *
   * @param archive a MedMNIST archive under the configured folder; the labelled pool if empty
   * @param sites of the pool's cases; all if empty
   * @param from cases not received before
   * @param until cases received before
   */
  public record Data(
      Optional<String> archive,
      Set<String> sites,
      Optional<Instant> from,
      Optional<Instant> until) {

    /** The whole labelled pool. */
    public static final Data POOL =
        new Data(Optional.empty(), Set.of(), Optional.empty(), Optional.empty());
  }
}
