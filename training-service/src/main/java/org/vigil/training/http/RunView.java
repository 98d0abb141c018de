package org.vigil.training.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigil.training.run.Run;
import org.vigil.training.run.RunPosition;
import org.vigil.training.run.RunRequest;
import org.vigil.training.run.RunState;
import org.vigil.training.trainer.TrainerLine;

/**
 * A run as HTTP clients see it.
 *
 * @param state queued, running, succeeded, failed or cancelled, with what belongs to it
 * @param position how far it is; absent unless it is running
 * @param curve an entry for every whole epoch
 */
public record RunView(
    String id,
    RunRequest request,
    Instant askedAt,
    RunState state,
    Optional<RunPosition> position,
    List<TrainerLine.EpochDone> curve) {

  static RunView of(Run run, Optional<RunPosition> position, List<TrainerLine.EpochDone> curve) {
    return new RunView(
        run.id().value(), run.request(), run.askedAt(), run.state(), position, curve);
  }
}
