package org.vigil.models.training;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a run has come.
 *
 * @param epoch from 0; the one in progress or, when all its batches are done, waiting for
 *     validation
 * @param batch of the epoch, the next one
 * @param lossSum of the epoch's batches so far
 * @param bestEpoch from 0, -1 while nothing is validated
 * @param bestValue of that epoch
 * @param stopped whether the run is over
 */
record RunProgress(
    int epoch, int batch, double lossSum, int bestEpoch, double bestValue, boolean stopped) {
  static final RunProgress START = new RunProgress(0, 0, 0, -1, Double.NEGATIVE_INFINITY, false);

  RunProgress afterBatch(double loss) {
    return new RunProgress(epoch, batch + 1, lossSum + loss, bestEpoch, bestValue, stopped);
  }

  boolean isBetter(double value) {
    return value > bestValue;
  }

  /** The next epoch, or the end. */
  RunProgress afterEpoch(double value, int patience, int epochs) {
    boolean better = isBetter(value);
    int best = better ? epoch : bestEpoch;
    boolean over = epoch - best >= patience || epoch + 1 >= epochs;
    return new RunProgress(epoch + 1, 0, 0, best, better ? value : bestValue, over);
  }

  /** As text; numbers come back bit for bit. */
  Map<String, String> toText() {
    Map<String, String> text = new LinkedHashMap<>();
    text.put("epoch", Integer.toString(epoch));
    text.put("batch", Integer.toString(batch));
    text.put("loss_sum", Double.toString(lossSum));
    text.put("best_epoch", Integer.toString(bestEpoch));
    text.put("best_value", Double.toString(bestValue));
    text.put("stopped", Boolean.toString(stopped));
    return text;
  }

  /**
   * @throws CheckpointException if something is missing or cannot be
   */
  static RunProgress fromText(Map<String, String> text) {
    try {
      RunProgress progress =
          new RunProgress(
              Integer.parseInt(text.get("epoch")),
              Integer.parseInt(text.get("batch")),
              Double.parseDouble(text.getOrDefault("loss_sum", "")),
              Integer.parseInt(text.get("best_epoch")),
              Double.parseDouble(text.getOrDefault("best_value", "")),
              Boolean.parseBoolean(text.get("stopped")));
      if (progress.epoch < 0 || progress.batch < 0 || progress.bestEpoch < -1) {
        throw new CheckpointException("no usable progress: " + progress);
      }
      return progress;
    } catch (NumberFormatException e) {
      throw new CheckpointException("no usable progress: " + e.getMessage());
    }
  }
}
