package org.vigil.models.method;

import ai.djl.ndarray.NDManager;
import java.util.concurrent.atomic.AtomicInteger;
import org.vigil.models.nn.Module;
import org.vigil.models.sampling.BatchSource;
import org.vigil.models.sampling.BatchStream;
import org.vigil.models.training.Epoch;
import org.vigil.models.training.Objective;
import org.vigil.models.training.RunListener;
import org.vigil.models.training.TrainingRun;
import org.vigil.models.training.TrainingSettings;

/**
 * Trains a network by its own recipe on the same few cases over and over, until hardly anything of
 * its loss is left.
 */
public final class OverfitRun implements RunListener {
  private final double enough;
  private double first = Double.NaN;
  private double least = Double.POSITIVE_INFINITY;

  private OverfitRun(double enough) {
    this.enough = enough;
  }

  /**
   * @param batch all cases; an epoch is one step
   * @param enough share of the first loss at which to stop
   * @return the smallest share of the first epoch's loss that was left
   */
  public static <B> double remainder(
      Module network,
      NDManager manager,
      Objective<B> objective,
      B batch,
      TrainingSettings settings,
      double enough) {
    OverfitRun overfit = new OverfitRun(enough);
    TrainingSettings stoppable = settings.withPatience(1);
    try (TrainingRun<B> run =
        new TrainingRun<>(network, manager, new OneBatch<>(batch), objective, stoppable)) {
      AtomicInteger epoch = new AtomicInteger();
      run.finish(() -> overfit.isEnough() ? 0 : epoch.incrementAndGet(), overfit);
    }
    return overfit.share();
  }

  private boolean isEnough() {
    return share() < enough;
  }

  private double share() {
    return least / first;
  }

  @Override
  public void finished(Epoch epoch, TrainingRun<?> run) {
    if (Double.isNaN(first)) {
      first = epoch.loss();
    }
    least = Math.min(least, epoch.loss());
  }

  /** The same batch in every epoch. */
  private record OneBatch<B>(B batch) implements BatchSource<B> {
    @Override
    public int batches() {
      return 1;
    }

    @Override
    public BatchStream<B> epoch(int number, int firstBatch) {
      return new BatchStream<>() {
        @Override
        public B next() {
          return batch;
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public String description() {
      return "one batch";
    }
  }
}
