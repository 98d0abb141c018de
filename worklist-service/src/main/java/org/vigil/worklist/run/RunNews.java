package org.vigil.worklist.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigil.schemas.event.RunProgress;
import org.vigil.schemas.word.Words;

/**
 * How a training run stands, by its own words. Immutable.
 *
 * @param runId its RunId
 * @param phase as a word: queued, preparing, training, evaluating, or one of its ends
 * @param epoch validated so far
 * @param epochs at most
 * @param step taken so far
 * @param steps at most
 * @param rate learning rate of the last step
 * @param expectedEnd of the training, at the present pace
 * @param detail for people; why, where it failed
 * @param firstAt of the first word that is still known
 * @param at of the last word
 * @param curve an entry for every epoch that was told, in order
 */
public record RunNews(
    String runId,
    String slot,
    String phase,
    int epoch,
    int epochs,
    long step,
    long steps,
    Optional<Double> rate,
    Optional<Instant> expectedEnd,
    Optional<String> detail,
    Instant firstAt,
    Instant at,
    List<Epoch> curve) {

  /**
   * A whole epoch.
   *
   * @param loss mean over its steps; absent for a mean of weights
   * @param validation value that the run is judged by; larger is better
   */
  public record Epoch(int number, Optional<Double> loss, Optional<Double> validation) {}

  static RunNews of(RunProgress event) {
    return next(event, event.getAt(), List.of());
  }

  /** The next word; one without numbers, such as of its end, leaves those that there are. */
  RunNews and(RunProgress event) {
    RunNews next = next(event, firstAt, curve);
    return event.getSteps() > 0
        ? next
        : new RunNews(
            runId,
            slot,
            next.phase,
            epoch,
            epochs,
            step,
            steps,
            rate,
            next.expectedEnd,
            next.detail,
            firstAt,
            next.at,
            next.curve);
  }

  private static RunNews next(RunProgress event, Instant firstAt, List<Epoch> before) {
    return new RunNews(
        event.getRunId(),
        event.getSlot(),
        Words.of(event.getPhase()),
        event.getEpoch(),
        event.getEpochs(),
        event.getStep(),
        event.getSteps(),
        Optional.ofNullable(event.getRate()),
        Optional.ofNullable(event.getExpectedEnd()),
        Optional.ofNullable(event.getDetail()),
        firstAt,
        event.getAt(),
        curve(event, before));
  }

  /** A trainer that goes on from a checkpoint may tell an epoch again; the first word stands. */
  private static List<Epoch> curve(RunProgress event, List<Epoch> before) {
    int last = before.isEmpty() ? 0 : before.getLast().number();
    if (event.getEpoch() <= last) {
      return before;
    }
    List<Epoch> curve = new ArrayList<>(before);
    curve.add(
        new Epoch(
            event.getEpoch(),
            Optional.ofNullable(event.getLoss()),
            Optional.ofNullable(event.getValidation())));
    return List.copyOf(curve);
  }
}
