package org.vigil.inference.explain;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingDeque;
import org.jboss.logging.Logger;
import org.vigil.inference.explain.Explanation.Picture;
import org.vigil.inference.flow.ComputeThread;
import org.vigil.inference.flow.DeviceDemand;
import org.vigil.inference.lifecycle.EssentialThread;
import org.vigil.models.explanation.ClassActivation;
import org.vigil.models.explanation.HeatMap;
import org.vigil.models.scoring.ScoringException;

/**
 * Makes heat maps whenever the device has nothing better to do, readers' wishes first. Holds a
 * bounded number of studies; whoever comes when it is full is dropped, and so is what finds no
 * quiet device within the patience. A study that arrives while a map is being made waits for the
 * rest of that one map and no longer. Thread-safe.
 */
public final class ExplanationDesk implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ExplanationDesk.class);

  private final LinkedBlockingDeque<Explanation> waiting;
  private final ComputeThread compute;
  private final DeviceDemand demand;
  private final ExplanationShelf shelf;
  private final ExplanationMetrics metrics;
  private final Clock clock;
  private final ClassActivation method;
  private final Duration patience;
  private final Thread thread;

  /**
   * @param limits how many studies may wait, and how long
   * @param method for convolutional networks
   */
  public ExplanationDesk(
      ComputeThread compute,
      DeviceDemand demand,
      ExplanationShelf shelf,
      ExplanationMetrics metrics,
      Clock clock,
      ClassActivation method,
      Limits limits) {
    this.waiting = new LinkedBlockingDeque<>(limits.maxWaiting());
    this.compute = compute;
    this.demand = demand;
    this.shelf = shelf;
    this.metrics = metrics;
    this.clock = clock;
    this.method = method;
    this.patience = limits.patience();
    this.thread = EssentialThread.start("explanations", this::run);
  }

  /**
   * @param maxWaiting studies that wait for their heat maps
   * @param patience how long they do before they are dropped
   */
  public record Limits(int maxWaiting, Duration patience) {}

  /** Takes an explanation over, or drops it when too many wait. */
  void offer(Explanation explanation) {
    boolean taken =
        switch (explanation.occasion()) {
          case WANTED -> waiting.offerFirst(explanation);
          case URGENT -> waiting.offerLast(explanation);
        };
    if (!taken) {
      drop(explanation, "full");
    }
  }

  private void run() {
    try {
      while (true) {
        Explanation next = waiting.takeFirst();
        try {
          make(next);
        } finally {
          next.release();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Closed.
    }
  }

  private void make(Explanation explanation) throws InterruptedException {
    Instant until = explanation.asked().plus(patience);
    try {
      for (Picture picture : explanation.pictures()) {
        for (int finding : explanation.findings()) {
          Optional<HeatMap> map = whenQuiet(explanation, picture, finding, until);
          if (map.isEmpty()) {
            metrics.counted(explanation.occasion(), "late");
            return;
          }
          shelf.put(explanation, picture, finding, map.get(), method);
          metrics.counted(explanation.occasion(), "made");
        }
      }
    } catch (ExecutionException | RuntimeException e) {
      // No promise is broken: the scores are out, and a reader may ask again.
      LOG.warnf("no heat map of study %s: %s", explanation.study(), e);
      metrics.counted(explanation.occasion(), "failed");
    }
  }

  /** Empty when the device had no time before that. */
  private Optional<HeatMap> whenQuiet(
      Explanation explanation, Picture picture, int finding, Instant until)
      throws InterruptedException, ExecutionException {
    while (demand.awaitQuiet(Duration.between(clock.instant(), until))) {
      Optional<HeatMap> map =
          compute.submitLast(() -> ifQuiet(explanation, picture, finding)).get();
      if (map.isPresent()) {
        return map;
      }
    }
    return Optional.empty();
  }

  /** On the compute thread: studies may have come since the device was last seen quiet. */
  private Optional<HeatMap> ifQuiet(Explanation explanation, Picture picture, int finding)
      throws ScoringException {
    if (!demand.isQuiet()) {
      return Optional.empty();
    }
    return Optional.of(
        metrics.timed(
            () -> explanation.model().scorer().explain(picture.input(), finding, method)));
  }

  private void drop(Explanation explanation, String why) {
    metrics.counted(explanation.occasion(), why);
    explanation.release();
  }

  /** Whether a wish or an urgent study would be dropped now. */
  boolean isFull() {
    return waiting.remainingCapacity() == 0;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
