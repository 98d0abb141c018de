package org.vigil.models.sampling;

import java.util.Arrays;

/**
 * Cuts an epoch's order into batches.
 *
 * @param sampler the order
 * @param size pictures per batch
 * @param remainder what becomes of the pictures that do not fill a batch
 */
public record BatchPlan(Sampler sampler, int size, Remainder remainder) {

  /** What becomes of a last, smaller batch. */
  public enum Remainder {
    /** It is a batch of its own. */
    KEPT,
    /** Not shown in this epoch; batch normalisation over very few pictures does harm. */
    LEFT_OUT
  }

  public BatchPlan {
    if (size < 1 || (remainder == Remainder.LEFT_OUT && size > sampler.length())) {
      throw new IllegalArgumentException(
          "batches of " + size + " from " + sampler.length() + " pictures");
    }
  }

  /** Batches of an epoch. */
  public int batches() {
    return remainder == Remainder.KEPT
        ? (sampler.length() + size - 1) / size
        : sampler.length() / size;
  }

  /** An epoch's batches, [batch][picture]. */
  public int[][] epoch(int number) {
    int[] order = sampler.order(number);
    int[][] batches = new int[batches()][];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = Arrays.copyOfRange(order, i * size, Math.min(order.length, (i + 1) * size));
    }
    return batches;
  }
}
