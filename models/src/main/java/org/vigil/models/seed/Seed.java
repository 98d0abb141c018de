package org.vigil.models.seed;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Where randomness comes from. Seeds form a tree: {@link #at} gives the seed of a part (an epoch, a
 * batch, a picture), and parts with other numbers draw independently of each other.
 *
 * @param value any number; the same one gives the same draws
 */
public record Seed(long value) {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L; // Steele et al. 2014, SplitMix.

  /** The seed of a part. */
  public Seed at(long part) {
    return new Seed(mixed(value ^ mixed(part + GOLDEN_GAMMA)));
  }

  /** The finaliser of SplitMix64 (Stafford's variant 13), a bijection that spreads every bit. */
  private static long mixed(long bits) {
    long z = bits + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** A generator that starts here; not thread-safe, so one per task. */
  public RandomGenerator generator() {
    return new SplittableRandom(value);
  }

  /** A random order of 0 .. size-1 (Fisher and Yates). */
  public int[] permutation(int size) {
    RandomGenerator random = generator();
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
