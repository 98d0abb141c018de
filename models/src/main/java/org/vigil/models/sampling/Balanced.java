package org.vigil.models.sampling;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.vigil.models.seed.Seed;

/**
 * Every class equally often: classes take turns in random order, and within a class every picture
 * is shown before any is shown again, across epochs too.
 */
public final class Balanced implements Sampler {
  private final int[][] members; // [class][picture]
  private final int perClass;
  private final Seed seed;
  private final int labelsHash;

  /**
   * @param labels class index per picture
   * @param classes number of classes, each with at least one picture
   * @param perClass pictures of each class in an epoch
   * @throws IllegalArgumentException naming a label outside the classes or a class without pictures
   */
  public Balanced(int[] labels, int classes, int perClass, Seed seed) {
    if (perClass < 1) {
      throw new IllegalArgumentException(perClass + " pictures of each class");
    }
    this.members = members(labels, classes);
    this.perClass = perClass;
    this.seed = seed;
    this.labelsHash = Arrays.hashCode(labels);
  }

  private static int[][] members(int[] labels, int classes) {
    for (int label : labels) {
      if (label < 0 || label >= classes) {
        throw new IllegalArgumentException("label " + label + " of " + classes + " classes");
      }
    }
    int[][] members = new int[classes][];
    for (int c = 0; c < classes; c++) {
      int wanted = c;
      members[c] = IntStream.range(0, labels.length).filter(i -> labels[i] == wanted).toArray();
      if (members[c].length == 0) {
        throw new IllegalArgumentException("class " + c + " has no pictures");
      }
    }
    return members;
  }

  @Override
  public int length() {
    return perClass * members.length;
  }

  @Override
  public int[] order(int epoch) {
    int[][] drawn = new int[members.length][];
    for (int c = 0; c < members.length; c++) {
      drawn[c] = drawn(c, epoch);
    }
    int[] order = new int[length()];
    Seed turns = seed.at(epoch);
    for (int round = 0; round < perClass; round++) {
      int[] classes = turns.at(round).permutation(members.length);
      for (int i = 0; i < classes.length; i++) {
        order[round * classes.length + i] = drawn[classes[i]][round];
      }
    }
    return order;
  }

  /** This epoch's part of the class's endless sequence of shuffled rounds. */
  private int[] drawn(int c, int epoch) {
    int size = members[c].length;
    int[] drawn = new int[perClass];
    long first = (long) epoch * perClass;
    int[] round = {};
    long roundNumber = -1;
    for (int i = 0; i < perClass; i++) {
      long place = first + i;
      if (place / size != roundNumber) {
        roundNumber = place / size;
        round = seed.at(-1 - c).at(roundNumber).permutation(size);
      }
      drawn[i] = members[c][round[(int) (place % size)]];
    }
    return drawn;
  }

  @Override
  public String description() {
    return "Balanced[classes=%d, perClass=%d, labels=%08x, seed=%s]"
        .formatted(members.length, perClass, labelsHash, seed);
  }
}
