package org.vigil.ingest.jpeg;

import java.util.Arrays;

/**
 * Decodes the lines of one JPEG-LS scan (ITU-T T.87 annex A, and annex B for several components).
 * One use, one thread.
 */
final class LsScan {
  /** Section A.7.1.2: bits of the block that a run grows by. */
  private static final int[] RUN_BITS = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private final LsParameters parameters;
  private final LsBits bits;
  private final LsContexts contexts;
  private final int width;
  private final int[][] above;
  private final int[][] line;
  private final int[] runIndex;

  /**
   * @param planes components of the scan
   */
  LsScan(LsParameters parameters, LsBits bits, int width, int planes) {
    this.parameters = parameters;
    this.bits = bits;
    this.contexts = new LsContexts(parameters, bits);
    this.width = width;
    this.above = new int[planes][width + 2]; // One sample more at each side.
    this.line = new int[planes][width + 2];
    this.runIndex = new int[planes];
  }

  /** Decodes the next line of every component, one component after another. */
  void nextLines() {
    for (int plane = 0; plane < line.length; plane++) {
      begin(plane);
      int x = 0;
      while (x < width) {
        x = context(plane, x) == 0 && isFlat(plane, x) ? run(x, plane, plane) : single(plane, x);
      }
    }
  }

  /** Decodes the next line of every component, sample by sample. */
  void nextLineOfSamples() {
    for (int plane = 0; plane < line.length; plane++) {
      begin(plane);
    }
    int x = 0;
    while (x < width) {
      x = areFlat(x) ? run(x, 0, line.length - 1) : singles(x);
    }
  }

  /** A sample of the line that was decoded last. */
  int sample(int plane, int x) {
    return line[plane][x + 1];
  }

  private void begin(int plane) {
    int[] done = line[plane];
    line[plane] = above[plane];
    above[plane] = done;
    done[width + 1] = done[width];
    line[plane][0] = done[1];
  }

  private int single(int plane, int x) {
    line[plane][x + 1] = contexts.regular(context(plane, x), predicted(plane, x));
    return x + 1;
  }

  private int singles(int x) {
    for (int plane = 0; plane < line.length; plane++) {
      single(plane, x);
    }
    return x + 1;
  }

  /** Section A.3: the context of a sample with its sign. */
  private int context(int plane, int x) {
    int[] up = above[plane];
    return 81 * parameters.region(up[x + 2] - up[x + 1])
        + 9 * parameters.region(up[x + 1] - up[x])
        + parameters.region(up[x] - line[plane][x]);
  }

  private boolean isFlat(int plane, int x) {
    int[] up = above[plane];
    return parameters.region(up[x + 2] - up[x + 1]) == 0
        && parameters.region(up[x + 1] - up[x]) == 0
        && parameters.region(up[x] - line[plane][x]) == 0;
  }

  private boolean areFlat(int x) {
    for (int plane = 0; plane < line.length; plane++) {
      if (!isFlat(plane, x)) {
        return false;
      }
    }
    return true;
  }

  /** Section A.4.1: an edge, or the plane through the neighbours. */
  private int predicted(int plane, int x) {
    int a = line[plane][x];
    int b = above[plane][x + 1];
    int c = above[plane][x];
    if (c >= Math.max(a, b)) {
      return Math.min(a, b);
    }
    return c <= Math.min(a, b) ? Math.max(a, b) : a + b - c;
  }

  /** Section A.7: a run of the planes from first to last, and the samples that end it. */
  private int run(int from, int first, int last) {
    int end = from + runLength(width - from, first);
    for (int plane = first; plane <= last; plane++) {
      Arrays.fill(line[plane], from + 1, end + 1, line[plane][from]);
    }
    if (end == width) {
      return end;
    }
    int runBits = RUN_BITS[runIndex[first]];
    for (int plane = first; plane <= last; plane++) {
      int a = line[plane][end];
      int b = above[plane][end + 1];
      boolean alike = first == last && Math.abs(a - b) <= parameters.near();
      int error = contexts.interruption(alike ? 1 : 0, runBits);
      line[plane][end + 1] =
          alike ? parameters.sample(a, error) : parameters.sample(b, b < a ? -error : error);
    }
    runIndex[first] = Math.max(0, runIndex[first] - 1);
    return end + 1;
  }

  private int runLength(int most, int plane) {
    int length = 0;
    while (bits.bit() == 1) {
      int block = 1 << RUN_BITS[runIndex[plane]];
      if (block <= most - length) {
        runIndex[plane] = Math.min(RUN_BITS.length - 1, runIndex[plane] + 1);
      }
      length = Math.min(most, length + block);
      if (length == most) {
        return most;
      }
    }
    length += bits.take(RUN_BITS[runIndex[plane]]);
    if (length >= most) {
      throw Segment.damaged("a JPEG-LS run is longer than its line");
    }
    return length;
  }
}
