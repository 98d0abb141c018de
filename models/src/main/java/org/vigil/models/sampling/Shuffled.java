package org.vigil.models.sampling;

import org.vigil.models.seed.Seed;

/**
 * Every picture once an epoch, in an order of its own each time.
 *
 * @param length pictures
 * @param seed of the orders
 */
public record Shuffled(int length, Seed seed) implements Sampler {
  public Shuffled {
    if (length < 1) {
      throw new IllegalArgumentException("no pictures to sample from");
    }
  }

  @Override
  public int[] order(int epoch) {
    return seed.at(epoch).permutation(length);
  }

  @Override
  public String description() {
    return toString();
  }
}
