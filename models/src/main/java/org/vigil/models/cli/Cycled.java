package org.vigil.models.cli;

import org.vigil.models.sampling.Sampler;

/**
 * Few pictures shown again and again, as a benchmark's long epoch.
 *
 * @param sampler the pictures
 * @param length pictures of an epoch
 */
record Cycled(Sampler sampler, int length) implements Sampler {
  @Override
  public int[] order(int epoch) {
    int[] order = new int[length];
    int[] part = {};
    for (int i = 0; i < length; i++) {
      int place = i % sampler.length();
      if (place == 0) {
        part = sampler.order(epoch * length + i / sampler.length());
      }
      order[i] = part[place];
    }
    return order;
  }

  @Override
  public String description() {
    return toString();
  }
}
