package org.vigil.models.run;

import java.util.List;
import org.vigil.models.dataset.Item;
import org.vigil.models.sampling.BatchMaker;
import org.vigil.models.sampling.BatchPlan;
import org.vigil.models.sampling.BatchSource;
import org.vigil.models.sampling.ParallelBatches;
import org.vigil.models.sampling.Shuffled;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.Objective;
import org.vigil.models.training.TrainingSettings;

/**
 * How a network learns from a data set.
 *
 * @param order which items make which batch
 * @param batches what a step learns from
 * @param owner closes what the batches come from
 * @param objective the loss
 * @param settings of the run
 * @param items that the order counts, to name those of a batch
 * @param <B> what a step learns from
 */
record Plan<B>(
    BatchPlan order,
    BatchSource<B> batches,
    AutoCloseable owner,
    Objective<B> objective,
    TrainingSettings settings,
    List<Item> items) {
  private static final int THREADS = 2; // One prepares while another is written.
  private static final int FEWEST = 2; // Batch statistics need two items.

  static <B> Plan<B> of(
      List<Item> items,
      int batch,
      BatchMaker<B> maker,
      Objective<B> objective,
      TrainingSettings settings,
      Seed seed) {
    BatchPlan order = order(items.size(), batch, seed);
    ParallelBatches<B> batches = parallel(order, maker, seed);
    return new Plan<>(order, batches, batches, objective, settings, items);
  }

  /** A last batch too small for batch statistics is left out. */
  static BatchPlan order(int items, int batch, Seed seed) {
    int size = Math.min(batch, items);
    BatchPlan.Remainder rest =
        items % size > 0 && items % size < FEWEST
            ? BatchPlan.Remainder.LEFT_OUT
            : BatchPlan.Remainder.KEPT;
    return new BatchPlan(new Shuffled(items, seed.at(0)), size, rest);
  }

  static <B> ParallelBatches<B> parallel(BatchPlan order, BatchMaker<B> maker, Seed seed) {
    return new ParallelBatches<>(order, maker, seed.at(1), THREADS);
  }
}
