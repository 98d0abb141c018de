package org.vigil.training.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.vigil.schemas.event.RunPhase;
import org.vigil.training.trainer.TrainerLine;

/**
 * How far a run has come. Immutable.
 *
 * @param phase what is being done
 * @param epoch validated so far
 * @param epochs at most
 * @param step taken so far
 * @param steps at most
 * @param loss of the last whole epoch
 * @param validation value of the last whole epoch
 * @param rate of the last step
 * @param expectedEnd of the training at the present pace
 * @param unreadable pictures that were left out
 */
public record RunPosition(
    RunPhase phase,
    int epoch,
    int epochs,
    long step,
    long steps,
    Optional<Double> loss,
    Optional<Double> validation,
    Optional<Double> rate,
    Optional<Instant> expectedEnd,
    int unreadable) {

  static RunPosition in(RunPhase phase) {
    Optional<Double> none = Optional.empty();
    return new RunPosition(phase, 0, 0, 0, 0, none, none, none, Optional.empty(), 0);
  }

  RunPosition with(RunPhase next) {
    return new RunPosition(
        next, epoch, epochs, step, steps, loss, validation, rate, Optional.empty(), unreadable);
  }

  /**
   * @param firstStep the step that this process began with, at {@code start}
   */
  RunPosition after(TrainerLine line, long firstStep, Instant start, Instant now) {
    return switch (line) {
      case TrainerLine.Planned plan ->
          new RunPosition(
              RunPhase.TRAINING,
              epoch,
              plan.epochs(),
              step,
              plan.steps(),
              loss,
              validation,
              rate,
              expectedEnd,
              unreadable);
      case TrainerLine.Stepped taken ->
          new RunPosition(
              phase,
              epoch,
              epochs,
              taken.step(),
              steps,
              loss,
              validation,
              Optional.of(taken.rate()),
              end(taken.step(), firstStep, start, now),
              unreadable);
      case TrainerLine.EpochDone done ->
          new RunPosition(
              phase,
              done.number(),
              epochs,
              step,
              steps,
              done.loss(),
              Optional.of(done.validation()),
              rate,
              expectedEnd,
              unreadable);
      case TrainerLine.Unreadable some ->
          new RunPosition(
              phase, epoch, epochs, step, steps, loss, validation, rate, expectedEnd, some.count());
      case TrainerLine.Evaluating cases -> with(RunPhase.EVALUATING);
      case TrainerLine.Done done -> this;
      case TrainerLine.Refused refused -> this;
    };
  }

  private Optional<Instant> end(long taken, long firstStep, Instant start, Instant now) {
    if (taken <= firstStep) {
      return Optional.empty();
    }
    long millis = Duration.between(start, now).toMillis() * (steps - taken) / (taken - firstStep);
    return Optional.of(now.plusMillis(millis));
  }
}
