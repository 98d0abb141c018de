package org.vigil.inference.batch;

import java.time.Instant;
import java.util.List;

/** The rule to compare with: a free device takes all that fits. */
final class Greedy {
  private static final int MAX = 8;

  private Greedy() {}

  static int take(List<Waiting> line, Instant now) {
    int pictures = 0;
    for (int size = 0; size < line.size(); size++) {
      pictures += line.get(size).pictures();
      if (pictures > MAX) {
        return Math.max(1, size);
      }
    }
    return line.size();
  }
}
