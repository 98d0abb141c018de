package org.vigil.ingest.jpeg;

import java.util.Arrays;

/** What a JPEG-LS scan has learnt so far, by context (ITU-T T.87 annex A). One scan, one thread. */
final class LsContexts {
  private static final int REGULAR = 365;

  private final LsParameters parameters;
  private final LsBits bits;
  private final int limit;
  private final int errorBits;
  private final int[] size = new int[REGULAR + 2]; // A: sum of the errors' sizes.
  private final int[] bias = new int[REGULAR]; // B.
  private final int[] correction = new int[REGULAR]; // C.
  private final int[] count = new int[REGULAR + 2]; // N.
  private final int[] negative = new int[2]; // Nn, of the two run interruption contexts.

  LsContexts(LsParameters parameters, LsBits bits) {
    this.parameters = parameters;
    this.bits = bits;
    this.limit = parameters.limit();
    this.errorBits = parameters.errorBits();
    Arrays.fill(size, Math.max(2, (parameters.range() + 32) / 64));
    Arrays.fill(count, 1);
  }

  /**
   * A sample in regular mode (sections A.4 and A.6).
   *
   * @param context with its sign, not 0
   * @param predicted from the neighbours
   */
  int regular(int context, int predicted) {
    int sign = context < 0 ? -1 : 1;
    int q = context * sign;
    int corrected = Math.clamp(predicted + sign * correction[q], 0, parameters.most());
    int k = golomb(size[q], count[q]);
    int error = error(code(k, limit), k == 0 && parameters.near() == 0 && 2 * bias[q] <= -count[q]);
    learn(q, error);
    return parameters.sample(corrected, sign * error);
  }

  /** The mapping of section A.5.2 undone. */
  private static int error(int code, boolean inverted) {
    if (inverted) {
      return (code & 1) == 1 ? (code - 1) / 2 : -(code / 2) - 1;
    }
    return (code & 1) == 0 ? code / 2 : -((code + 1) / 2);
  }

  private void learn(int q, int error) {
    bias[q] += error * parameters.step();
    size[q] += Math.abs(error);
    if (count[q] == parameters.reset()) {
      size[q] >>= 1;
      bias[q] >>= 1;
      count[q] >>= 1;
    }
    count[q]++;
    if (bias[q] <= -count[q]) {
      bias[q] = Math.max(bias[q] + count[q], 1 - count[q]);
      correction[q] = Math.max(correction[q] - 1, -128);
    } else if (bias[q] > 0) {
      bias[q] = Math.min(bias[q] - count[q], 0);
      correction[q] = Math.min(correction[q] + 1, 127);
    }
  }

  /**
   * The error of the sample that ends a run (section A.7.2).
   *
   * @param type 1 where the neighbours are alike, else 0
   * @param runBits of the run's block, by which the code is shorter
   */
  int interruption(int type, int runBits) {
    int q = REGULAR + type;
    int k = golomb(size[q] + (type == 1 ? count[q] >> 1 : 0), count[q]);
    int code = code(k, limit - runBits - 1);
    int odd = code + type & 1;
    int magnitude = (code + type + odd) / 2;
    boolean map = k != 0 || 2 * negative[type] >= count[q];
    int error = map == (odd == 1) ? -magnitude : magnitude;
    if (error < 0) {
      negative[type]++;
    }
    size[q] += code + 1 - type >> 1;
    if (count[q] == parameters.reset()) {
      size[q] >>= 1;
      count[q] >>= 1;
      negative[type] >>= 1;
    }
    count[q]++;
    return error;
  }

  private static int golomb(int size, int count) {
    int k = 0;
    while (count << k < size) {
      k++;
    }
    return k;
  }

  /** A limited-length Golomb code (section A.5.3). */
  private int code(int k, int longest) {
    int zeros = bits.zeros(longest);
    return zeros >= longest - errorBits - 1
        ? bits.take(errorBits) + 1
        : (zeros << k) + bits.take(k);
  }
}
