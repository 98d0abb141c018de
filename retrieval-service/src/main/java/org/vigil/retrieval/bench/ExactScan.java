package org.vigil.retrieval.bench;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.lucene.util.VectorUtil;

/**
 * Exact search: the query against each vector, with SIMD instructions (Lucene's dot product on
 * Java's vector API). The vectors lie in memory, in the order of their numbers: nothing that looks
 * at all of them is faster.
 */
final class ExactScan {
  static final int NEAREST = 10;

  private final float[][] vectors;
  private final int[] numbers;

  /**
   * @param numbers of the vectors to look through
   */
  ExactScan(float[][] vectors, int[] numbers) {
    this.vectors = Arrays.stream(numbers).mapToObj(i -> vectors[i]).toArray(float[][]::new);
    this.numbers = numbers;
  }

  static ExactScan ofAll(float[][] vectors) {
    return new ExactScan(vectors, IntStream.range(0, vectors.length).toArray());
  }

  int size() {
    return numbers.length;
  }

  /** Numbers of the nearest vectors, nearest first. */
  int[] nearest(float[] query) {
    int k = Math.min(NEAREST, vectors.length);
    float[] best = new float[k];
    int[] found = new int[k];
    Arrays.fill(best, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < vectors.length; i++) {
      float dot = VectorUtil.dotProduct(query, vectors[i]);
      if (dot > best[k - 1]) {
        insert(best, found, dot, numbers[i]);
      }
    }
    return found;
  }

  private static void insert(float[] best, int[] found, float dot, int number) {
    int at = best.length - 1;
    while (at > 0 && best[at - 1] < dot) {
      best[at] = best[at - 1];
      found[at] = found[at - 1];
      at--;
    }
    best[at] = dot;
    found[at] = number;
  }
}
